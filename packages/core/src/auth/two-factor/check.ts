import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import type { AuthScope } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { lockTwoFactor, type TwoFactorRow, takeStep, useRecoveryCode } from "./queries.ts";
import { hashRecoveryCode, RECOVERY_CODE } from "./recovery.ts";
import { stepOf } from "./totp.ts";

/**
 * Takes a code of a user's authenticator, or a recovery code, which is used up by it.
 * @throws PeproError `two_factor_invalid` for a wrong one and for one that was taken before
 */
export async function takeCode(
  { sealer, clock }: Pick<AuthServices, "sealer" | "clock">,
  scope: AuthScope,
  tx: Tx,
  userId: string,
  code: string,
): Promise<void> {
  const now = clock();
  const row = await tx.first<TwoFactorRow>(lockTwoFactor(userId));
  if (!row) throw wrongCode();
  if (RECOVERY_CODE.test(code)) {
    if (await tx.first(useRecoveryCode(userId, await hashRecoveryCode(userId, code), now))) return;
    throw wrongCode();
  }
  const step = await stepOf(await sealer.open(scope, userId, row.sealed_secret), code, now);
  if (step === undefined || !(await tx.first(takeStep(userId, step)))) throw wrongCode();
}

export function wrongCode(): PeproError {
  return new PeproError("two_factor_invalid", {});
}
