import type { Tx } from "@pepro/db";
import { randomToken } from "../../bytes.ts";
import { newId } from "../../ids.ts";
import type { AuthServices } from "../services.ts";
import { hashToken } from "../sessions/token-hash.ts";
import { issueFor, type Resettable } from "./queries.ts";

/** How long a link for a new password is good, in minutes (OWASP forgot password cheat sheet: short, once). */
export const RESET_MINUTES = 30;

export type IssuedReset = {
  token: string;
  expiresAt: Date;
  /** Undefined for an address without an active account: the secret is worth nothing then. */
  user: { id: string; email: string; firstName: string } | undefined;
};

/**
 * Makes a one-use secret for a new password; only its hash is kept. Links made before stay good, so that nobody can
 * spoil another's by asking for one more. The database does the same for every address, so that its time tells nothing.
 */
export async function issueReset(
  { clock }: Pick<AuthServices, "clock">,
  tx: Pick<Tx, "first">,
  email: string,
): Promise<IssuedReset> {
  const token = randomToken();
  const expiresAt = new Date(clock().getTime() + RESET_MINUTES * 60_000);
  const row = await tx.first<Resettable>(issueFor(email, newId(), await resetIdentifier(token), expiresAt));
  return { token, expiresAt, user: row && { id: row.id, email: row.email, firstName: row.first_name } };
}

export async function resetIdentifier(token: string): Promise<string> {
  return `password-reset:${await hashToken(token)}`;
}
