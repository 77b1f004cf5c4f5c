import { PeproError, type UserView } from "@pepro/contracts";
import { takeAttempt } from "../attempts/take.ts";
import { type Credentials, checkCredentials } from "../credentials/check.ts";
import { type AuthMeta, type AuthScope, storeOf, type WriteEntry } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { type Challenge, openChallenge } from "../two-factor/challenge.ts";
import { hasTwoFactor } from "../two-factor/state.ts";
import { openSession } from "./open.ts";

export type SignedIn = { user: UserView; sessionToken: string; expiresAt: Date };

/** A session, or for an account with an authenticator the challenge that a code answers. */
export type SignInAnswer = (SignedIn & { challenge?: undefined }) | { challenge: Challenge };

export async function beginSignIn(
  services: AuthServices,
  scope: AuthScope,
  credentials: Credentials,
  meta: AuthMeta,
  writeEntry?: WriteEntry,
): Promise<SignInAnswer> {
  const { userId, isAsked } = await firstStep(services, scope, credentials, meta);
  return storeOf(services.db, scope).transaction(async (tx) => {
    const answer: SignInAnswer = isAsked
      ? { challenge: await openChallenge(services, tx, userId) }
      : await openSession(services, scope, tx, userId, meta);
    await writeEntry?.(tx, scope, { userId, ...(isAsked && { changes: { waitsFor: "two-factor" } }) });
    return answer;
  });
}

/** In one step, for accounts without an authenticator. @throws PeproError `two_factor_required` */
export async function signIn(
  services: AuthServices,
  scope: AuthScope,
  credentials: Credentials,
  meta: AuthMeta,
): Promise<SignedIn> {
  const { userId, isAsked } = await firstStep(services, scope, credentials, meta);
  if (isAsked) throw new PeproError("two_factor_required", {});
  return storeOf(services.db, scope).transaction((tx) => openSession(services, scope, tx, userId, meta));
}

async function firstStep(services: AuthServices, scope: AuthScope, credentials: Credentials, meta: AuthMeta) {
  const attempt = await takeAttempt(services, scope, "sign-in", credentials.email, meta);
  const userId = await checkCredentials(services, scope, credentials);
  const isAsked = await hasTwoFactor(services, scope, userId);
  await attempt.succeeded(!isAsked);
  return { userId, isAsked };
}
