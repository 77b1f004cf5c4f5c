import { randomToken } from "../../bytes.ts";
import { newId } from "../../ids.ts";
import { type AuthScope, hasUsers, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { hashToken } from "../sessions/token-hash.ts";
import { insertReset, type Resettable, selectResettable } from "./queries.ts";

/** How long a link for a new password is good, in minutes (OWASP forgot password cheat sheet: short, once). */
export const RESET_MINUTES = 30;

export type IssuedReset = { token: string; expiresAt: Date; userId: string; email: string; firstName: string };

/**
 * Makes a one-use secret for a new password; only its hash is kept. Links made before stay good, so that nobody can
 * spoil another's by asking for one more.
 * @returns undefined for an address without an active account
 */
export async function issueReset(
  { db, clock }: AuthServices,
  scope: AuthScope,
  email: string,
): Promise<IssuedReset | undefined> {
  if (!hasUsers(scope) || email.includes("\u0000")) return undefined;
  const store = storeOf(db, scope);
  const user = await store.first<Resettable>(selectResettable(email));
  if (!user) return undefined;
  const token = randomToken();
  const expiresAt = new Date(clock().getTime() + RESET_MINUTES * 60_000);
  await store.execute(insertReset(newId(), await resetIdentifier(token), user.id, expiresAt));
  return { token, expiresAt, userId: user.id, email: user.email, firstName: user.first_name };
}

export async function resetIdentifier(token: string): Promise<string> {
  return `password-reset:${await hashToken(token)}`;
}
