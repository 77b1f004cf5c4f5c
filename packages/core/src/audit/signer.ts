import type { Secrets } from "../secrets.ts";
import { bytesOf, hexOf } from "./chain.ts";

/** Signs what is to be kept elsewhere, so that it can be told later from what somebody made up. */
export type Signer = {
  /** In hexadecimal digits. */
  sign(text: string): Promise<string>;
  verify(text: string, signature: string): Promise<boolean>;
};

/** HMAC-SHA-256, by a key that who has the database alone does not have. */
export function createSigner(secrets: Secrets): Signer {
  const open = async () => {
    const bytes = new Uint8Array(await secrets.derive("audit-heads"));
    return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  };
  const utf8 = new TextEncoder();
  return {
    sign: async (text) => hexOf(new Uint8Array(await crypto.subtle.sign("HMAC", await open(), utf8.encode(text)))),
    verify: async (text, signature) =>
      crypto.subtle.verify("HMAC", await open(), new Uint8Array(bytesOf(signature)), utf8.encode(text)),
  };
}
