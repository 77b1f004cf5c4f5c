import { LETTERS_AND_DIGITS, randomText } from "../../bytes.ts";
import type { AuthScope } from "../scope.ts";

/** Random characters of a key: 190 bits, so that a plain hash keeps it. */
const RANDOM = 32;
const CHECK = 6;
const SHOWN = 6;

const KEY = /^(pepro_(?:platform|school)_)([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;

/** Whether a text claims to be a key of ours, good or not. */
export function isKeyLike(text: string): boolean {
  return text.startsWith("pepro_");
}

function beginningOf(scope: AuthScope): string {
  return scope.kind === "platform" ? "pepro_platform_" : "pepro_school_";
}

/**
 * A new key, `pepro_<scope>_<32 characters><checksum>`. The checksum lets scanners of leaked secrets tell a key from
 * what merely looks like one, and lets us refuse a mistyped one without asking the database.
 */
export function newKey(scope: AuthScope): { secret: string; prefix: string } {
  const beginning = beginningOf(scope);
  const random = randomText(RANDOM, LETTERS_AND_DIGITS);
  return { secret: `${beginning}${random}${checksum(random)}`, prefix: `${beginning}${random.slice(0, SHOWN)}` };
}

/** What is shown of a key, were it one: never enough to use it. */
export function shownPart(secret: string): string | undefined {
  return /^pepro_(?:platform|school)_[0-9A-Za-z]{6}(?=[0-9A-Za-z]{32}$)/.exec(secret)?.[0];
}

/** Whether a key is whole and of this kind of scope; whether there is such a key only the database knows. */
export function isWellFormed(scope: AuthScope, secret: string): boolean {
  const [, beginning, random = "", check] = KEY.exec(secret) ?? [];
  return beginning === beginningOf(scope) && checksum(random) === check;
}

/** CRC-32 (ISO 3309) in base 62, as GitHub's tokens have it. */
export function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let index = 0; index < CHECK; index++) {
    digits = LETTERS_AND_DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
