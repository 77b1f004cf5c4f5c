import type { UserType } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { newId } from "../../ids.ts";
import { insertUserRow, putPassword } from "./queries.ts";

export type NewUser = {
  id?: string;
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  userType: UserType;
  phoneNumber?: string;
  /** As `passwords.hash` made it, or the old service's; null: no password until one is set. */
  passwordHash: string | null;
  isVerified?: boolean;
};

export async function insertUser(tx: Tx, user: NewUser): Promise<string> {
  const id = user.id ?? newId();
  const { passwordHash, phoneNumber = "", isVerified = false, ...names } = user;
  const fullName = `${user.firstName} ${user.lastName}`.trim();
  const rows = [insertUserRow({ ...names, id, fullName, phoneNumber, isVerified })];
  if (passwordHash !== null) rows.push(putPassword(newId(), id, passwordHash, new Date()));
  // In one round trip: what makes the first fail makes the second fail behind it.
  await Promise.all(rows.map((row) => tx.execute(row)));
  return id;
}
