const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Bits of the last character that stand for no byte, by the length modulo four; there is no remainder of one. */
const UNUSED_BITS: readonly (number | undefined)[] = [0, undefined, 4, 2];

/**
 * Whether a token is written as it was signed: three parts in base64url (RFC 4648, 5) without padding, spaces or bits set
 * that decoders drop. Without this one token has many spellings, and what is kept of it by its text would miss the others.
 */
export function isCanonical(token: string): boolean {
  const parts = token.split(".");
  return parts.length === 3 && parts.every(isCanonicalPart);
}

function isCanonicalPart(part: string): boolean {
  const unused = UNUSED_BITS[part.length % 4];
  if (unused === undefined || !/^[\w-]+$/.test(part)) return false;
  return ALPHABET.indexOf(part.at(-1) ?? "") % 2 ** unused === 0;
}
