import { isPeproError, PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { randomToken } from "../../bytes.ts";
import { newId } from "../../ids.ts";
import { CHALLENGE_RATE } from "../attempts/limits.ts";
import { takeAttempt, takeOne } from "../attempts/take.ts";
import { type AuthMeta, type AuthScope, hasAccountTables, storeOf, type WriteEntry } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { openSession } from "../sessions/open.ts";
import type { SignedIn } from "../sessions/sign-in.ts";
import { hashToken } from "../sessions/token-hash.ts";
import { takeCode } from "./check.ts";
import { insertChallenge, selectChallenge, takeChallenge } from "./queries.ts";

/** How long a password stands before its code must have come, in milliseconds. */
const CHALLENGE_MS = 5 * 60_000;

export type Challenge = { token: string; expiresAt: Date };

/** Remembers that the password was right. The token is worth a code, nothing else, and only in this scope. */
export async function openChallenge(
  { clock }: Pick<AuthServices, "clock">,
  tx: Tx,
  userId: string,
): Promise<Challenge> {
  const token = randomToken();
  const expiresAt = new Date(clock().getTime() + CHALLENGE_MS);
  await tx.execute(insertChallenge(newId(), await identifierOf(token), userId, expiresAt));
  return { token, expiresAt };
}

/**
 * Ends the sign-in that a challenge began. Of several at once one wins; five tries and it must begin anew. A code is
 * used up by a session only: where that cannot be opened, code and challenge stay good.
 * @throws PeproError `sign_in_expired`, `two_factor_invalid`, `too_many_attempts`
 */
export async function answerChallenge(
  services: AuthServices,
  scope: AuthScope,
  { token, code }: { token: string; code: string },
  meta: AuthMeta,
  writeEntry?: WriteEntry,
): Promise<SignedIn> {
  const expired = () => new PeproError("sign_in_expired", {});
  if (!hasAccountTables(scope)) throw expired();
  const store = storeOf(services.db, scope);
  const identifier = await identifierOf(token);
  const waiting = await store.first<{ user_id: string; email: string }>(selectChallenge(identifier, services.clock()));
  if (!waiting) throw expired();
  await takeOne(services, scope, identifier, CHALLENGE_RATE).catch(async (error: unknown) => {
    await store.execute(takeChallenge(identifier));
    throw isPeproError(error, "too_many_attempts") ? expired() : error;
  });
  const attempt = await takeAttempt(services, scope, "two-factor", waiting.email, meta);
  const userId = waiting.user_id;
  return store.transaction(async (tx) => {
    await takeCode(services, scope, tx, userId, code);
    // The user's row comes before the challenge's, as where a new password ends challenges.
    const session = await openSession(services, scope, tx, userId, meta);
    if (!(await tx.first(takeChallenge(identifier)))) throw expired();
    await attempt.succeeded(true, tx);
    await writeEntry?.(tx, scope, { userId });
    return session;
  });
}

async function identifierOf(token: string): Promise<string> {
  return `two-factor:${await hashToken(token)}`;
}
