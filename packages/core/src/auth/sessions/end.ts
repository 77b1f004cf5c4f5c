import type { Tx } from "@pepro/db";
import { deleteSessionById, deleteSessionsBut, revokeFamiliesBut, revokeFamilyById } from "./queries.ts";

/** Ends one session or token family of a user. @returns whether there was one */
export async function endSession(tx: Tx, userId: string, sessionId: string, now: Date): Promise<boolean> {
  if ((await tx.execute(deleteSessionById(sessionId, userId))) > 0) return true;
  return (await tx.execute(revokeFamilyById(sessionId, userId, now))) > 0;
}

/** Ends every session and token family of a user, but one if that is given. @returns how many */
export async function endSessions(tx: Tx, userId: string, keptId: string | null, now: Date): Promise<number> {
  const sessions = await tx.execute(deleteSessionsBut(userId, keptId));
  return sessions + (await tx.execute(revokeFamiliesBut(userId, keptId, now)));
}
