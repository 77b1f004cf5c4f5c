import type { Secrets } from "../../secrets.ts";
import { createLru } from "../lru.ts";
import { type AuthScope, scopeName } from "../scope.ts";

type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** The HMAC-SHA-256 key of each scope's tokens. */
export type TokenKeys = { of(scope: AuthScope): Promise<CryptoKey> };

const KEYS_KEPT = 5_000;

export function createTokenKeys(secrets: Secrets): TokenKeys {
  const keys = createLru<Promise<CryptoKey>>(KEYS_KEPT);
  const derive = async (name: string) => {
    const bytes = new Uint8Array(await secrets.derive(`tokens:${name}`));
    return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  };
  return {
    of: (scope) => {
      const name = scopeName(scope);
      const known = keys.get(name);
      if (known) return known;
      const key = derive(name);
      keys.set(name, key);
      key.catch(() => keys.delete(name));
      return key;
    },
  };
}
