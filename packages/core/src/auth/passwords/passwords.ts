import { hashPassword, verifyPassword } from "better-auth/crypto";
import { isDjangoHash, verifyDjangoHash } from "./django.ts";
import {
  COST,
  hasCost,
  hashScrypt,
  isScryptHash,
  RANDOM_COST,
  type Scrypt,
  type ScryptCost,
  verifyScrypt,
} from "./scrypt.ts";

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Of a password that was made up, of 100 random bits: quickly, and outdated at once, so that its first use hashes it anew. */
  hashRandom(password: string): Promise<string>;
  /** Takes every form there ever was; any other text is no hash, and false after the same work. */
  verify(hash: string, password: string): Promise<boolean>;
  /** Whether a hash should be made anew when its password is at hand. */
  isOutdated(hash: string): boolean;
};

/** better-auth's own scrypt (N 2^14, r 16, p 1): `salt:key` in hexadecimal. */
const LIBRARY = /^[0-9a-f]{32}:[0-9a-f]{128}$/;

/** better-auth's hashing, for runtimes that offer no scrypt of their own. */
export const passwords: Passwords = {
  hash: hashPassword,
  hashRandom: hashPassword,
  verify: async (hash, password) => {
    if (LIBRARY.test(hash)) return verifyPassword({ hash, password });
    if (isDjangoHash(hash)) return verifyDjangoHash(hash, password);
    await hashPassword(password);
    return false;
  },
  isOutdated: (hash) => !LIBRARY.test(hash),
};

/**
 * Hashing with the scrypt of a runtime; what better-auth and the old service hashed still opens.
 * @param cost of new hashes; those of another cost open too, and are outdated. Default: today's.
 */
export function createPasswords(scrypt: Scrypt, cost: ScryptCost = COST): Passwords {
  return {
    hash: (password) => hashScrypt(scrypt, cost, password),
    hashRandom: (password) => hashScrypt(scrypt, RANDOM_COST, password),
    verify: async (hash, password) => {
      if (isScryptHash(hash)) return verifyScrypt(scrypt, hash, password);
      if (LIBRARY.test(hash) || isDjangoHash(hash)) return passwords.verify(hash, password);
      await hashScrypt(scrypt, cost, password);
      return false;
    },
    isOutdated: (hash) => !hasCost(hash, cost),
  };
}
