import type { firstAdmin } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import type * as z from "zod";
import type { Auth } from "../auth/index.ts";
import type { TenantRow } from "../tenants/row.ts";
import { hasAdmin, removeUnusedAdmin } from "./queries.ts";

/** The administrator a school starts with, and the password to hand over once. */
export type FirstAdmin = {
  email: string;
  password: string;
  /** @returns false when the schema was there and has an administrator who came in already; then nothing is changed. */
  put(tx: Tx, made: boolean): Promise<boolean>;
};

type Given = z.output<typeof firstAdmin> | undefined;

/** A password and its hash, made before the transaction opens: a school's locks are not held for it. */
export async function firstPassword({ passwords }: Auth, given: Given): Promise<{ password: string; hash: string }> {
  if (given?.password) return { password: given.password, hash: await passwords.hash(given.password) };
  const password = randomPassword();
  return { password, hash: await passwords.hashRandom(password) };
}

export function firstAdminOf(
  auth: Auth,
  tenant: TenantRow,
  given: Given,
  { password, hash: passwordHash }: { password: string; hash: string },
): FirstAdmin {
  const email = given?.email ?? tenant.email;
  return {
    email,
    password,
    put: async (tx, made) => {
      if (!made) {
        await tx.query(removeUnusedAdmin());
        if (await hasAdmin(tx)) return false;
      }
      await auth.insertUser(tx, {
        username: "admin",
        email,
        firstName: given?.firstName ?? "Administration",
        // Not cut through a character of two halves.
        lastName: given?.lastName ?? tenant.schoolName.slice(0, 150).replace(/[\ud800-\udbff]$/, ""),
        userType: "admin",
        passwordHash,
        isVerified: false,
      });
      return true;
    },
  };
}

/** 20 characters of 32 that are not mistaken for one another: 100 bits. */
export function randomPassword(): string {
  const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  const letters = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]);
  return [0, 5, 10, 15].map((start) => letters.slice(start, start + 5).join("")).join("-");
}
