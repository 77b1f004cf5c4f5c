/** The chain of what concerns no school. */
export const PLATFORM_CHAIN = "00000000-0000-0000-0000-000000000000";

/** What a chain begins with, before its id: its first hash covers which chain it is. */
export const GENESIS = "pepro audit chain 1:";

/** The first migration of schools whose trail is chained. */
export const CHAINED_SINCE = 11;

const utf8 = new TextEncoder();

export async function sha256(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

/** The hash before a chain's first entry. */
export function genesisOf(chain: string): Promise<Uint8Array> {
  return sha256(utf8.encode(GENESIS + chain));
}

/** The hash of an entry, of the one before it and its own canonical JSON. */
export function hashAfter(previous: Uint8Array, payload: string): Promise<Uint8Array> {
  return sha256(previous, utf8.encode(payload));
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export function isSameHash(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
