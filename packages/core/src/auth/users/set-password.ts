import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { newId } from "../../ids.ts";
import { endSessions } from "../sessions/end.ts";
import { deleteVerificationsOf, lockUser, putPassword } from "./queries.ts";

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
  await holdUser(tx, userId);
  await tx.execute(putPassword(newId(), userId, hash, now));
  await endSessions(tx, userId, keptId, now);
  await tx.execute(deleteVerificationsOf(userId));
}

/** Until the transaction ends nobody else changes this user. @throws PeproError `user_not_found` */
export async function holdUser(tx: Tx, userId: string): Promise<void> {
  if (!(await tx.first(lockUser(userId)))) throw new PeproError("user_not_found", {});
}
