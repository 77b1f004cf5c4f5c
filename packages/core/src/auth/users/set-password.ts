import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { newId } from "../../ids.ts";
import { type AuthScope, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { endSessions } from "../sessions/end.ts";
import { deleteVerificationsOf, lockUser, putPassword } from "./queries.ts";

export async function setPassword(
  { db, passwords, clock }: AuthServices,
  scope: AuthScope,
  userId: string,
  password: string,
): Promise<void> {
  const hash = await passwords.hash(password);
  await storeOf(db, scope).transaction((tx) => putPasswordHash(tx, userId, hash, clock()));
}

/**
 * Puts a new hash, and ends every session, token, reset link and sign-in under way of the user.
 * @param keptId a session or token family that goes on
 * @throws PeproError `user_not_found`
 */
export async function putPasswordHash(
  tx: Tx,
  userId: string,
  hash: string,
  now: Date,
  keptId: string | null = null,
): Promise<void> {
  if (!(await tx.first(lockUser(userId)))) throw new PeproError("user_not_found", {});
  await tx.execute(putPassword(newId(), userId, hash, now));
  await endSessions(tx, userId, keptId, now);
  await tx.execute(deleteVerificationsOf(userId));
}
