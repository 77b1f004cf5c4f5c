import type { Tx } from "@pepro/db";
import { randomToken } from "../../bytes.ts";
import { newId } from "../../ids.ts";
import { refused } from "../credentials/check.ts";
import type { AuthMeta, AuthScope } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { noteSignIn } from "../users/view.ts";
import { sessionMs } from "./policy.ts";
import { insertSession } from "./queries.ts";
import type { SignedIn } from "./sign-in.ts";
import { hashToken } from "./token-hash.ts";

/**
 * Opens a browser session for a user who has shown all that was asked. Not by the library, whose storage is no part of
 * this transaction; it reads what is inserted here.
 * @throws PeproError `invalid_credentials` where the account is gone or inactive by now
 */
export async function openSession(
  { clock }: Pick<AuthServices, "clock">,
  scope: AuthScope,
  tx: Tx,
  userId: string,
  { now = clock(), ipAddress, userAgent }: AuthMeta,
): Promise<SignedIn> {
  const sessionToken = randomToken();
  const tokenHash = await hashToken(sessionToken);
  const expiresAt = new Date(now.getTime() + sessionMs(scope));
  const user = await noteSignIn(tx, userId, now);
  const session = { id: newId(), userId, tokenHash, expiresAt, ipAddress, userAgent, now };
  if (!user || !(await tx.first(insertSession(session)))) throw refused();
  return { user, sessionToken, expiresAt };
}
