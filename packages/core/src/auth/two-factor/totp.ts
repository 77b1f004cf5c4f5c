import { createOTP } from "@better-auth/utils/otp";
import { LETTERS_AND_DIGITS, randomText } from "../../bytes.ts";

/** RFC 6238's time step. */
const STEP_MS = 30_000;
/** How many steps a clock may be off, either way. */
const DRIFT = 1;

/** Characters of a secret: 167 bits, RFC 4226 asks for 128 and recommends 160. */
const SECRET_LENGTH = 28;

export function newSecret(): string {
  return randomText(SECRET_LENGTH, LETTERS_AND_DIGITS);
}

/** What an authenticator reads: `otpauth://totp/<issuer>:<account>?secret=…`. Some show a plus sign for what it means. */
export function otpauthUri(secret: string, issuer: string, account: string): string {
  return createOTP(secret).url(issuer, account).replaceAll("+", "%20");
}

/** The step whose code this is, if it is one of now's; all are compared, whichever it is. */
export async function stepOf(secret: string, code: string, now: Date): Promise<number | undefined> {
  const current = Math.floor(now.getTime() / STEP_MS);
  const otp = createOTP(secret);
  let found: number | undefined;
  for (let step = current - DRIFT; step <= current + DRIFT; step++) {
    if (same(await otp.hotp(step), code)) found = step;
  }
  return found;
}

function same(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index++) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
