import type { Tx } from "@pepro/db";
import { confirm, deleteRecoveryCodes, deleteTwoFactor } from "./queries.ts";

/** From now on codes are asked for. @returns false where there is nothing to confirm */
export async function confirmTwoFactor(tx: Tx, userId: string, now: Date): Promise<boolean> {
  return (await tx.execute(confirm(userId, now))) > 0;
}

/** Takes the authenticator and its recovery codes away. @returns whether there was one */
export async function removeTwoFactor(tx: Tx, userId: string): Promise<boolean> {
  const removed = await tx.execute(deleteTwoFactor(userId));
  await tx.execute(deleteRecoveryCodes(userId));
  return removed > 0;
}
