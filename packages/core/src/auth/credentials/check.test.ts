import { sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSecrets } from "../../secrets.ts";
import { createAuth } from "../auth.ts";
import type { AuthScope } from "../scope.ts";
import { storeOf } from "../scope.ts";
import { openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { addUser, countingPasswords, META, quickPasswords, setPassword, type TestUser } from "../testing/people.ts";

// Made by Django 3.2's make_password for «Motdepasse!2026».
const DJANGO = "pbkdf2_sha256$260000$5zHUTLNjCydCBrMNByEVPB$YCwnMn5Gi74gW8b1XzLvB5IJywbuvQsSEG2sthNsNIE=";

let database: TestDatabase;
let school: AuthScope;
let auth: ReturnType<typeof createAuth>;
const passwords = countingPasswords();

beforeAll(async () => {
  database = await openTestDatabase();
  school = await database.openSchool();
  const secrets = await createSecrets("credentials".repeat(4));
  auth = createAuth({ db: database.db, secrets, passwords });
});
afterAll(() => database?.close());
beforeEach(() => Object.assign(passwords.calls, { hash: 0, verify: 0 }));

const storedHash = async ({ id }: TestUser) => {
  const statement = sql`select password from accounts where user_id = ${id}`;
  return (await storeOf(database.db, school).first<{ password: string }>(statement))?.password;
};

describe.each(["browser", "token"] as const)("credentials of a %s client", (client) => {
  const present = async (email: string, password: string, exactEmail = false) => {
    const credentials = { email, password, exactEmail };
    const { user } =
      client === "browser"
        ? await auth.signIn(school, credentials, META)
        : await auth.tokens.logIn(school, credentials, META);
    return user.id;
  };

  test("the right password opens, in whatever case the address is written", async () => {
    const user = await addUser(database.db, school, { email: `Victor.${client}@Lycee-Hugo.fr` });
    expect(await present(user.email, user.password)).toBe(user.id);
    expect(await present(user.email.toLowerCase(), user.password)).toBe(user.id);
    expect(await present(user.email.toUpperCase(), user.password)).toBe(user.id);
  });

  test("exactEmail takes the address as stored, byte for byte", async () => {
    const user = await addUser(database.db, school, { email: `Exact.${client}@Lycee-Hugo.fr` });
    expect(await present(user.email, user.password, true)).toBe(user.id);
    await expect(present(user.email.toLowerCase(), user.password, true)).rejects.toMatchObject({
      code: "invalid_credentials",
    });
    expect(passwords.calls).toEqual({ hash: 1, verify: 1 });
  });

  test("an address that only the old service's rules allow opens too", async () => {
    const user = await addUser(database.db, school, { email: `o'neil&fils.${client}@interne` });
    expect(await present(user.email, user.password)).toBe(user.id);
  });

  test.each([
    ["a wrong password", (user: TestUser) => ({ ...user, password: `${user.password}?` })],
    ["an empty password", (user: TestUser) => ({ ...user, password: "" })],
    ["an unknown address", (user: TestUser) => ({ ...user, email: `x${user.email}` })],
    ["an address with a null character", (user: TestUser) => ({ ...user, email: `${user.email}\u0000` })],
    ["an address that is SQL", (user: TestUser) => ({ ...user, email: "' or 1=1 --@x.fr" })],
    ["a lone surrogate", (user: TestUser) => ({ ...user, email: `\ud800${user.email}` })],
  ])("%s is refused like any other, after one hash", async (_, change) => {
    const { email, password } = change(await addUser(database.db, school));
    await expect(present(email, password)).rejects.toMatchObject({ code: "invalid_credentials", fields: {} });
    expect(passwords.calls.hash + passwords.calls.verify).toBe(1);
  });

  test("an inactive account is refused after the same work, its password right or wrong", async () => {
    const user = await addUser(database.db, school, { isActive: false });
    await expect(present(user.email, user.password)).rejects.toMatchObject({ code: "invalid_credentials", fields: {} });
    expect(passwords.calls).toEqual({ hash: 0, verify: 1 });
    await expect(present(user.email, "wrong")).rejects.toMatchObject({ code: "invalid_credentials", fields: {} });
    expect(passwords.calls).toEqual({ hash: 0, verify: 2 });
  });

  test("an account without a password is refused after the same work", async () => {
    const user = await addUser(database.db, school, { passwordHash: null });
    await expect(present(user.email, "")).rejects.toMatchObject({ code: "invalid_credentials" });
    expect(passwords.calls).toEqual({ hash: 1, verify: 0 });
  });

  test("a hash of the old service opens, and is replaced at the first success only", async () => {
    const user = await addUser(database.db, school, { passwordHash: DJANGO });
    await expect(present(user.email, "wrong")).rejects.toMatchObject({ code: "invalid_credentials" });
    expect(await storedHash(user)).toBe(DJANGO);

    expect(await present(user.email, user.password)).toBe(user.id);
    const replaced = await storedHash(user);
    expect(replaced).toBe(await quickPasswords.hash(user.password));

    expect(await present(user.email, user.password)).toBe(user.id);
    expect(await storedHash(user)).toBe(replaced);
  });

  test.each([
    ["a wrong password", {}, "wrong"],
    ["the right one of an inactive account", { isActive: false }, "Motdepasse!2026"],
  ])("%s costs today's hash beside the old one's check, as an unknown address does", async (_, more, password) => {
    const user = await addUser(database.db, school, { passwordHash: DJANGO, ...more });
    await expect(present(user.email, password)).rejects.toMatchObject({ code: "invalid_credentials", fields: {} });
    expect(passwords.calls).toEqual({ hash: 1, verify: 1 });
    expect(await storedHash(user)).toBe(DJANGO);
    await expect(present(`x${user.email}`, password)).rejects.toMatchObject({ code: "invalid_credentials" });
    expect(passwords.calls).toEqual({ hash: 2, verify: 1 });
  });

  test("two first sign-ins at once both open", async () => {
    const user = await addUser(database.db, school, { passwordHash: DJANGO });
    const opened = await Promise.all([1, 2].map(() => present(user.email, user.password)));
    expect(opened).toEqual([user.id, user.id]);
    expect(await passwords.verify((await storedHash(user)) ?? "", user.password)).toBe(true);
  });
});

test("replacing an old hash leaves a password that was changed meanwhile", async () => {
  const user = await addUser(database.db, school, { passwordHash: DJANGO });
  const slow = createAuth({
    db: database.db,
    secrets: await createSecrets("credentials".repeat(4)),
    passwords: {
      ...passwords,
      hash: async (password) => {
        await setPassword(database.db, school, user.id, "Autre!2026");
        return passwords.hash(password);
      },
    },
  });
  await slow.signIn(school, { email: user.email, password: user.password }, META);
  expect(await passwords.verify((await storedHash(user)) ?? "", "Autre!2026")).toBe(true);
});

test("the standard hashing opens what it hashed", async () => {
  const standard = createAuth({ db: database.db, secrets: await createSecrets("credentials".repeat(4)) });
  const passwordHash = await standard.passwords.hash("Motdepasse!2026");
  const user = await addUser(database.db, school, { passwordHash });
  const { email, password } = user;
  expect((await standard.signIn(school, { email, password }, META)).user.id).toBe(user.id);
  const wrong = standard.tokens.logIn(school, { email, password: "wrong" }, META);
  await expect(wrong).rejects.toMatchObject({ code: "invalid_credentials" });
});
