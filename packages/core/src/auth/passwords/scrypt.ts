/** What a hash costs: 2^log2N blocks of 128·r bytes, p times over (RFC 7914). */
export type ScryptCost = { log2N: number; r: number; p: number };

/** scrypt (RFC 7914), as the runtime offers it. */
export type Scrypt = (password: string, salt: Uint8Array, cost: ScryptCost) => Promise<Uint8Array>;

/**
 * One of the settings that OWASP's password storage cheat sheet (2025) holds equal: N 2^14, r 8, p 5. It takes 16 MiB
 * for each hash under way, so that many at once do not fill the memory.
 */
export const COST: ScryptCost = { log2N: 14, r: 8, p: 5 };

/**
 * What makes guessing dear is no use where guessing is hopeless: 2^100 tries outlast any cost a try may have. A made-up
 * password is hashed for hundreds of schools at once, some milliseconds each.
 */
export const RANDOM_COST: ScryptCost = { log2N: 10, r: 8, p: 1 };

const SALT_BYTES = 16;

/** In the manner of the PHC string format: `$scrypt$ln=14,r=8,p=5$<salt>$<key>`, the last two in base64. */
const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{86})$/;

export function isScryptHash(hash: string): boolean {
  return FORMAT.test(hash);
}

/** Whether a hash was made with this cost. */
export function hasCost(hash: string, cost: ScryptCost): boolean {
  return hash.startsWith(headOf(cost));
}

export async function hashScrypt(scrypt: Scrypt, cost: ScryptCost, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const key = await scrypt(password.normalize("NFKC"), salt, cost);
  return `${headOf(cost)}${base64(salt)}$${base64(key)}`;
}

function headOf({ log2N, r, p }: ScryptCost): string {
  return `$scrypt$ln=${log2N},r=${r},p=${p}$`;
}

export async function verifyScrypt(scrypt: Scrypt, hash: string, password: string): Promise<boolean> {
  const [, log2N, r, p, salt = "", key = ""] = FORMAT.exec(hash) ?? [];
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const derived = await scrypt(password.normalize("NFKC"), bytesOf(salt), cost);
  return sameBytes(derived, bytesOf(key));
}

/** Compares without stopping at the first difference. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("=", "");
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
