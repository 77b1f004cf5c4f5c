import { scrypt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createPasswords, passwords } from "./passwords.ts";

// Made by Django 3.2's PBKDF2PasswordHasher for «Motdepasse!2026 é».
const DJANGO = "pbkdf2_sha256$26000$seasalt$SIBWcI7DKv7uqt02h1AHh0TMhtVclX6lDN84jCuul9o=";

describe("passwords", () => {
  test("a new hash is better-auth's scrypt, salted each time", async () => {
    const [first, second] = await Promise.all([passwords.hash("secret"), passwords.hash("secret")]);
    expect(first).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(second).not.toBe(first);
    expect(await passwords.verify(first, "secret")).toBe(true);
    expect(await passwords.verify(first, "Secret")).toBe(false);
  });

  test("a hash of the old service verifies its own password alone", async () => {
    expect(await passwords.verify(DJANGO, "Motdepasse!2026 é")).toBe(true);
    expect(await passwords.verify(DJANGO, "Motdepasse!2026 e")).toBe(false);
    expect(await passwords.verify(DJANGO.replace("26000", "26001"), "Motdepasse!2026 é")).toBe(false);
    expect(await passwords.verify(DJANGO.replace("seasalt", "seasalz"), "Motdepasse!2026 é")).toBe(false);
  });

  test.each([
    [
      "Django's mark for no password",
      "!5hJqkxVbMhFzG3nEwtqGC1rYb8ULsGMJ7Q2mV0kP",
      "!5hJqkxVbMhFzG3nEwtqGC1rYb8ULsGMJ7Q2mV0kP",
    ],
    ["nothing", "", ""],
    ["a separator alone", ":", ""],
    ["another algorithm", "argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdA$aGFzaA", "Motdepasse!2026 é"],
    ["a hash without iterations", DJANGO.replace("26000", "0"), "Motdepasse!2026 é"],
    ["a digest cut short", DJANGO.slice(0, -4), "Motdepasse!2026 é"],
  ])("%s is no hash, and opens with no password", async (_, hash, password) => {
    expect(await passwords.verify(hash, password)).toBe(false);
  });
});

describe("passwords on a runtime with a scrypt of its own", () => {
  const own = createPasswords(
    (password, salt, { log2N, r, p }) =>
      new Promise((resolve, reject) => {
        const cost = { N: 2 ** log2N, r, p, maxmem: 2 ** 26 };
        scrypt(password, salt, 64, cost, (error, key) => (error ? reject(error) : resolve(new Uint8Array(key))));
      }),
  );

  test("a new hash says its cost, is salted each time, and opens with its password alone", async () => {
    const [first, second] = await Promise.all([own.hash("secret"), own.hash("secret")]);
    expect(first).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/);
    expect(second).not.toBe(first);
    expect([await own.verify(first, "secret"), await own.verify(first, "Secret")]).toEqual([true, false]);
    expect(own.isOutdated(first)).toBe(false);
  });

  test("a password typed in another form of Unicode is the same", async () => {
    expect(await own.verify(await own.hash("\u00e9t\u00e9"), "e\u0301te\u0301")).toBe(true);
  });

  test.each([
    ["better-auth's", () => passwords.hash("secret"), "secret"],
    ["the old service's", async () => DJANGO, "Motdepasse!2026 é"],
    ["an earlier cost's", async () => (await own.hash("secret")).replace("p=5", "p=4"), ""],
  ])("%s hash is outdated", async (_, make, password) => {
    const hash = await make();
    expect(own.isOutdated(hash)).toBe(true);
    expect(await own.verify(hash, password)).toBe(password !== "");
  });
});
