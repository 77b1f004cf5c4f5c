import { hashPassword, verifyPassword } from "better-auth/crypto";
import { isDjangoHash, verifyDjangoHash } from "./django.ts";

export type Passwords = {
  /** better-auth's scrypt (N 16384, r 16, p 1): `salt:key` in hexadecimal. */
  hash(password: string): Promise<string>;
  /** Accepts scrypt and the old service's PBKDF2; any other text is no hash, and false after the same work. */
  verify(hash: string, password: string): Promise<boolean>;
};

const SCRYPT = /^[0-9a-f]{32}:[0-9a-f]{128}$/;

export const passwords: Passwords = {
  hash: hashPassword,
  verify: async (hash, password) => {
    if (SCRYPT.test(hash)) return verifyPassword({ hash, password });
    if (isDjangoHash(hash)) return verifyDjangoHash(hash, password);
    await hashPassword(password);
    return false;
  },
};
