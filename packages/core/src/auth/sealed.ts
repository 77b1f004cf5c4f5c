import type { Secrets } from "../secrets.ts";
import { createLru } from "./lru.ts";
import { type AuthScope, scopeName } from "./scope.ts";

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Encrypts what must be read again, for one scope and one owner: moved to another's row it does not open. */
export type Sealer = {
  seal(scope: AuthScope, owner: string, text: string): Promise<string>;
  /** @throws when the text was changed, or belongs to another scope or owner */
  open(scope: AuthScope, owner: string, sealed: string): Promise<string>;
};

const KEYS_KEPT = 1_000;
const IV_BYTES = 12;

/** AES-256-GCM (NIST SP 800-38D), the owner as associated data. Stored as `v1.<iv>.<ciphertext>` in base64. */
export function createSealer(secrets: Secrets, purpose: string): Sealer {
  const keys = createLru<Promise<Key>>(KEYS_KEPT);
  const keyOf = (scope: AuthScope): Promise<Key> => {
    const name = scopeName(scope);
    const known = keys.get(name);
    if (known) return known;
    const key = secrets
      .derive(`${purpose}:${name}`)
      .then((bytes) => crypto.subtle.importKey("raw", new Uint8Array(bytes), "AES-GCM", false, ["encrypt", "decrypt"]));
    keys.set(name, key);
    key.catch(() => keys.delete(name));
    return key;
  };
  const withOwner = (iv: Uint8Array<ArrayBuffer>, owner: string) => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(owner),
  });
  return {
    seal: async (scope, owner, text) => {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const bytes = new TextEncoder().encode(text);
      const sealed = await crypto.subtle.encrypt(withOwner(iv, owner), await keyOf(scope), bytes);
      return `v1.${base64(iv)}.${base64(new Uint8Array(sealed))}`;
    },
    open: async (scope, owner, sealed) => {
      const [version, iv = "", text = ""] = sealed.split(".");
      if (version !== "v1") throw new RangeError("sealed by another program");
      const opened = await crypto.subtle.decrypt(withOwner(bytesOf(iv), owner), await keyOf(scope), bytesOf(text));
      return new TextDecoder().decode(opened);
    },
  };
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
