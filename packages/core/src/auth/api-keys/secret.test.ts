import { expect, test } from "vitest";
import { type AuthScope, PLATFORM } from "../scope.ts";
import { checksum, isWellFormed, newKey } from "./secret.ts";

const SCHOOL = { kind: "tenant", tenant: {} } as unknown as AuthScope;

test("a key names its kind of scope, begins with what is shown, and ends with its checksum", () => {
  const { secret, prefix } = newKey(PLATFORM);
  expect(secret).toMatch(/^pepro_platform_[0-9A-Za-z]{38}$/);
  expect(secret.startsWith(prefix)).toBe(true);
  expect(prefix).toHaveLength("pepro_platform_".length + 6);
  expect(newKey(SCHOOL).secret).toMatch(/^pepro_school_/);
  expect(newKey(PLATFORM).secret).not.toBe(secret);
});

test("the checksum is CRC-32 in base 62", () => {
  // The check value of CRC-32/ISO-HDLC: 0xcbf43926.
  expect(0xcbf43926).toBe(base62(checksum("123456789")));
});

test("what is cut, mistyped or of another kind of scope is none", () => {
  const { secret } = newKey(SCHOOL);
  expect(isWellFormed(SCHOOL, secret)).toBe(true);
  const mistyped = secret.replace(/.(?=.{10}$)/, (letter) => (letter === "a" ? "b" : "a"));
  for (const other of [secret.slice(0, -1), `${secret}0`, mistyped, secret.replace("school", "platform"), ""]) {
    expect(isWellFormed(SCHOOL, other), other).toBe(false);
  }
  expect(isWellFormed(PLATFORM, secret)).toBe(false);
});

function base62(digits: string): number {
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return [...digits].reduce((sum, digit) => sum * 62 + alphabet.indexOf(digit), 0);
}
