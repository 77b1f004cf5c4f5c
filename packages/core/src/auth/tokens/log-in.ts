import { PeproError, secondFactorCode, type TokenPair, type UserView } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { newId } from "../../ids.ts";
import { takeAttempt } from "../attempts/take.ts";
import { type Credentials, checkCredentials, refused } from "../credentials/check.ts";
import { type AuthMeta, type AuthScope, storeOf, type WriteEntry } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { tokenLives } from "../sessions/policy.ts";
import { takeCode } from "../two-factor/check.ts";
import { hasTwoFactor } from "../two-factor/state.ts";
import { noteSignIn } from "../users/view.ts";
import { signPair } from "./pair.ts";
import { openFamily } from "./queries.ts";

/** `code`: of the authenticator, for an account that has one; old clients know no second step. */
export type TokenCredentials = Credentials & { code?: string | undefined };

export async function logIn(
  services: AuthServices,
  scope: AuthScope,
  credentials: TokenCredentials,
  meta: AuthMeta,
  writeEntry?: WriteEntry,
): Promise<{ user: UserView; tokens: TokenPair }> {
  const attempt = await takeAttempt(services, scope, "sign-in", credentials.email, meta);
  const userId = await checkCredentials(services, scope, credentials);
  const isAsked = await hasTwoFactor(services, scope, userId);
  await attempt.succeeded(!isAsked);
  const secondStep = isAsked ? await beginSecondStep(services, scope, userId, credentials, meta) : undefined;
  const now = meta.now ?? services.clock();
  const { ipAddress, userAgent } = meta;
  const familyId = newId();
  const issue = { tokenId: newId(), now, expiresAt: new Date(now.getTime() + tokenLives(services, scope).refreshMs) };

  const tokens = await signPair(services, scope, { userId, familyId }, issue);
  return storeOf(services.db, scope).transaction(async (tx) => {
    await secondStep?.(tx);
    const user = await noteSignIn(tx, userId, now);
    const opened = await tx.execute(openFamily({ id: familyId, userId, ipAddress, userAgent }, issue));
    if (!user || opened === 0) throw refused();
    await writeEntry?.(tx, scope, { userId });
    return { user, tokens };
  });
}

/**
 * Counts the attempt; what it returns takes the code.
 * @throws PeproError `two_factor_required`, `two_factor_invalid`, `too_many_attempts`
 */
async function beginSecondStep(
  services: AuthServices,
  scope: AuthScope,
  userId: string,
  { email, code }: TokenCredentials,
  meta: AuthMeta,
): Promise<(tx: Tx) => Promise<void>> {
  if (code === undefined) throw new PeproError("two_factor_required", {});
  const read = secondFactorCode.safeParse(code);
  if (!read.success) throw new PeproError("two_factor_invalid", {});
  const attempt = await takeAttempt(services, scope, "two-factor", email, meta);
  return async (tx) => {
    await takeCode(services, scope, tx, userId, read.data);
    await attempt.succeeded(true, tx);
  };
}
