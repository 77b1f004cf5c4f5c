import { type Database, sql } from "@pepro/db";
import { newId } from "../../ids.ts";
import { type Passwords, passwords } from "../passwords/passwords.ts";
import { type AuthMeta, type AuthScope, storeOf } from "../scope.ts";
import { insertUser, type NewUser } from "../users/insert.ts";
import { putPasswordHash } from "../users/set-password.ts";

export type TestUser = { id: string; email: string; password: string };

/** A user of a scope who can sign in, active unless said otherwise. */
export async function addUser(
  db: Database,
  scope: AuthScope,
  user: Partial<NewUser> & { password?: string; isActive?: boolean } = {},
): Promise<TestUser> {
  const { password = "Motdepasse!2026", isActive = true, ...given } = user;
  const tag = newId().slice(-12);
  const email = given.email ?? `zola.${tag}@lycee-hugo.fr`;
  const store = storeOf(db, scope);
  const id = await store.transaction(async (tx) =>
    insertUser(tx, {
      username: tag,
      email,
      firstName: "Émile",
      lastName: "Zola",
      userType: scope.kind === "platform" ? "superadmin" : "teacher",
      passwordHash: await quickPasswords.hash(password),
      ...given,
    }),
  );
  if (!isActive) await setActive(db, scope, id, false);
  return { id, email, password };
}

export async function setActive(db: Database, scope: AuthScope, userId: string, isActive: boolean): Promise<void> {
  await storeOf(db, scope).execute(sql`update users set is_active = ${isActive} where id = ${userId}`);
}

/** A new password, which ends whatever is open. */
export async function setPassword(db: Database, scope: AuthScope, userId: string, password: string): Promise<void> {
  const hash = await quickPasswords.hash(password);
  await storeOf(db, scope).transaction((tx) => putPasswordHash(tx, userId, hash, new Date()));
}

/** Hashes that cost nothing, for tests of everything else; the old service's verify as they are. */
export const quickPasswords: Passwords = {
  hash: async (password) => `quick:${encodeURIComponent(password)}`,
  hashRandom: async (password) => `quick:${encodeURIComponent(password)}`,
  verify: async (hash, password) =>
    hash.startsWith("quick:") ? hash === `quick:${encodeURIComponent(password)}` : passwords.verify(hash, password),
  isOutdated: (hash) => !hash.startsWith("quick:"),
};

export function countingPasswords(): Passwords & { calls: { hash: number; verify: number } } {
  const calls = { hash: 0, verify: 0 };
  return {
    ...quickPasswords,
    calls,
    hash: (password) => {
      calls.hash++;
      return quickPasswords.hash(password);
    },
    verify: (hash, password) => {
      calls.verify++;
      return quickPasswords.verify(hash, password);
    },
  };
}

export const META: AuthMeta = { ipAddress: "2001:db8::17", userAgent: "vitest" };
