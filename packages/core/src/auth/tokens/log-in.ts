import { PeproError, secondFactorCode, type TokenPair, type UserView } from "@pepro/contracts";
import { newId } from "../../ids.ts";
import { takeAttempt } from "../attempts/take.ts";
import { type Credentials, checkCredentials, refused } from "../credentials/check.ts";
import { type AuthMeta, type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
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
): Promise<{ user: UserView; tokens: TokenPair }> {
  const attempt = await takeAttempt(services, scope, "sign-in", credentials.email, meta);
  const userId = await checkCredentials(services, scope, credentials);
  const isAsked = await hasTwoFactor(services, scope, userId);
  await attempt.succeeded(!isAsked);
  if (isAsked) await requireCode(services, scope, userId, credentials, meta);
  const now = meta.now ?? services.clock();
  const { ipAddress, userAgent } = meta;
  const familyId = newId();
  const issue = { tokenId: newId(), now, expiresAt: new Date(now.getTime() + services.refreshMs) };

  const store = storeOf(services.db, scope);
  await store.execute(openFamily({ id: familyId, userId, ipAddress, userAgent }, issue));
  const user = await noteSignIn(store, userId, now);
  if (!user) throw refused();
  return { user, tokens: await signPair(services, scope, { userId, familyId }, issue) };
}

/** @throws PeproError `two_factor_required`, `two_factor_invalid`, `too_many_attempts` */
async function requireCode(
  services: AuthServices,
  scope: AuthScope,
  userId: string,
  { email, code }: TokenCredentials,
  meta: AuthMeta,
): Promise<void> {
  if (code === undefined) throw new PeproError("two_factor_required", {});
  const read = secondFactorCode.safeParse(code);
  if (!read.success) throw new PeproError("two_factor_invalid", {});
  const attempt = await takeAttempt(services, scope, "two-factor", email, meta);
  await takeCode(services, scope, storeOf(services.db, scope), userId, read.data);
  await attempt.succeeded(true);
}
