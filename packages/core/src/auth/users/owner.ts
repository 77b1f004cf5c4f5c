import type { Tx } from "@pepro/db";
import { type OwnerRow, selectOwner } from "./queries.ts";

/** A user with the hash of the password, for what changes it. */
export type Owner = {
  id: string;
  hash: string | null;
  names: { email: string; username: string; firstName: string; lastName: string };
};

export async function readOwner(tx: Pick<Tx, "first">, userId: string): Promise<Owner | undefined> {
  const row = await tx.first<OwnerRow>(selectOwner(userId));
  if (!row) return undefined;
  const { id, hash, email, username, first_name: firstName, last_name: lastName } = row;
  return { id, hash, names: { email, username, firstName, lastName } };
}
