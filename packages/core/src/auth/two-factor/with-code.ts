import type { WritingTx } from "@pepro/db";
import { takeAttempt } from "../attempts/take.ts";
import { type AuthMeta, type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { takeCode } from "./check.ts";

/**
 * Does `work` in the transaction that takes the code, which stays good where the work fails. The attempt is counted
 * before, whatever becomes of it.
 * @throws PeproError `two_factor_invalid`, `too_many_attempts`
 */
export async function withCode<T>(
  services: AuthServices,
  scope: AuthScope,
  { userId, code }: { userId: string; code: string },
  meta: AuthMeta,
  work: (tx: WritingTx) => Promise<T>,
): Promise<T> {
  const attempt = await takeAttempt(services, scope, "two-factor", userId, meta);
  return storeOf(services.db, scope).transaction(async (tx) => {
    await takeCode(services, scope, tx, userId, code);
    await attempt.succeeded(false, tx);
    return work(tx);
  });
}
