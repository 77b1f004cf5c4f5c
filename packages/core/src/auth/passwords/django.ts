import { sameBytes } from "./scrypt.ts";

/** Django's `PBKDF2PasswordHasher` as it is stored: `pbkdf2_sha256$<iterations>$<salt>$<base64 of 32 bytes>`. */
const FORMAT = /^pbkdf2_sha256\$([1-9][0-9]{0,8})\$([^$]+)\$([A-Za-z0-9+/]{43}=)$/;

export function isDjangoHash(hash: string): boolean {
  return FORMAT.test(hash);
}

/** Verifies a password that the old service hashed. It did not normalise Unicode, so neither does this. */
export async function verifyDjangoHash(hash: string, password: string): Promise<boolean> {
  const [, iterations, salt, digest] = FORMAT.exec(hash) ?? [];
  if (!iterations || !salt || !digest) return false;
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", text.encode(password), "PBKDF2", false, ["deriveBits"]);
  const derived = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: text.encode(salt), iterations: Number(iterations) },
    key,
    256,
  );
  return sameBytes(
    new Uint8Array(derived),
    Uint8Array.from(atob(digest), (char) => char.charCodeAt(0)),
  );
}
