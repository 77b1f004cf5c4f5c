import { scrypt as derive } from "node:crypto";
import type { Scrypt } from "@pepro/core";

const KEY_BYTES = 64;

/** OpenSSL's scrypt, on a thread of its own. */
export const scrypt: Scrypt = (password, salt, { log2N, r, p }) => {
  const N = 2 ** log2N;
  return new Promise((resolve, reject) => {
    derive(password, salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
};
