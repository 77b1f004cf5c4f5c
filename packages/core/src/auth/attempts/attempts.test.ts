import { sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSecrets } from "../../secrets.ts";
import { type Auth, createAuth } from "../auth.ts";
import { type AuthScope, PLATFORM, storeOf } from "../scope.ts";
import { openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { addUser, countingPasswords, type TestUser } from "../testing/people.ts";
import { addressKey } from "./address.ts";
import { RATES } from "./limits.ts";

const START = Date.parse("2026-11-23T08:00:00.000Z");
const { pair, address, account } = RATES["sign-in"];
const WRONG = "Mauvais!2026";

let database: TestDatabase;
let school: AuthScope;
let auth: Auth;
let now = START;
const passwords = countingPasswords();
beforeAll(async () => {
  database = await openTestDatabase();
  school = await database.openSchool();
  const secrets = await createSecrets("attempts".repeat(5));
  auth = createAuth({ db: database.db, secrets, passwords, clock: () => new Date(now) });
});
afterAll(() => database?.close());
beforeEach(async () => {
  now = START;
  Object.assign(passwords.calls, { hash: 0, verify: 0 });
  for (const scope of [school, PLATFORM]) await storeOf(database.db, scope).execute(sql`delete from rate_limits`);
});

type Door = "browser" | "token";

/** The code of the refusal, or "in". */
async function attempt(scope: AuthScope, door: Door, email: string, password: string, ipAddress: string) {
  const meta = { ipAddress, userAgent: null };
  const credentials = { email, password };
  const opening =
    door === "browser" ? auth.signIn(scope, credentials, meta) : auth.tokens.logIn(scope, credentials, meta);
  return opening.then(
    () => "in",
    (error) => error.code as string,
  );
}

async function counted(attempts: readonly Promise<string>[]) {
  const codes = await Promise.all(attempts);
  return Object.fromEntries(
    [...new Set(codes)].sort().map((code) => [code, codes.filter((each) => each === code).length]),
  );
}

const times = <T>(count: number, one: (index: number) => T) => Array.from({ length: count }, (_, index) => one(index));

describe.each<[string, () => AuthScope, Door]>([
  ["a school's browsers", () => school, "browser"],
  ["a school's token clients", () => school, "token"],
  ["the platform's browsers", () => PLATFORM, "browser"],
  ["the platform's token clients", () => PLATFORM, "token"],
])("sign-ins of %s", (_, scopeOf, door) => {
  test("of 40 at once on one account exactly as many get to the password as the limit says", async () => {
    const user = await addUser(database.db, scopeOf());
    const seen = await counted(times(40, () => attempt(scopeOf(), door, user.email, WRONG, "203.0.113.1")));
    expect(seen).toEqual({ invalid_credentials: pair.burst, too_many_attempts: 40 - pair.burst });
    expect(passwords.calls.verify).toBe(pair.burst);
    expect(await attempt(scopeOf(), door, user.email, user.password, "203.0.113.1")).toBe("too_many_attempts");
  });

  test("an account that does not exist is counted the same", async () => {
    const email = "personne@lycee-hugo.fr";
    const seen = await counted(times(40, () => attempt(scopeOf(), door, email, WRONG, "203.0.113.1")));
    expect(seen).toEqual({ invalid_credentials: pair.burst, too_many_attempts: 40 - pair.burst });
  });
});

describe("an account", () => {
  let user: TestUser;
  beforeEach(async () => {
    user = await addUser(database.db, school);
  });
  const from = (ipAddress: string, password = WRONG) => attempt(school, "browser", user.email, password, ipAddress);

  test("is counted under one name, however its address is written, and on both doors together", async () => {
    const names = [user.email, user.email.toUpperCase(), ` ${user.email} `];
    const tried = times(pair.burst, (index) =>
      attempt(school, index % 2 ? "token" : "browser", names[index % 3] ?? "", WRONG, "203.0.113.1"),
    );
    await Promise.all(tried);
    expect(await from("203.0.113.1")).toBe("too_many_attempts");
  });

  test("says when to come back, lets one more in then, and no new burst", async () => {
    await Promise.all(times(pair.burst, () => from("203.0.113.1")));
    const meta = { ipAddress: "203.0.113.1", userAgent: null };
    await expect(auth.signIn(school, user, meta)).rejects.toMatchObject({
      fields: { retryAfterSeconds: pair.everyMs / 1_000 },
    });
    now += pair.everyMs - 1;
    expect(await from("203.0.113.1")).toBe("too_many_attempts");
    now += 1;
    expect(await counted(times(5, () => from("203.0.113.1")))).toEqual({
      invalid_credentials: 1,
      too_many_attempts: 4,
    });
  });

  test("is open to its owner elsewhere while somebody guesses", async () => {
    await Promise.all(times(30, () => from("203.0.113.1")));
    expect(await from("198.51.100.7", user.password)).toBe("in");
  });

  test("starts anew after a success", async () => {
    for (let index = 1; index < pair.burst; index++) await from("203.0.113.1");
    expect(await from("203.0.113.1", user.password)).toBe("in");
    expect(await counted(times(20, () => from("203.0.113.1")))).toEqual({
      invalid_credentials: pair.burst,
      too_many_attempts: 20 - pair.burst,
    });
  });

  test("guessed at from everywhere waits shortly, but not where its owner has signed in before", async () => {
    expect(await from("198.51.100.7", user.password)).toBe("in");
    const seen = await counted(times(40, (index) => from(`203.0.113.${index}`)));
    expect(seen).toEqual({ invalid_credentials: account.burst, too_many_attempts: 40 - account.burst });
    expect(await from("192.0.2.1", user.password)).toBe("too_many_attempts");
    expect(await from("198.51.100.7", user.password)).toBe("in");
    now += account.everyMs;
    expect(await from("192.0.2.2", user.password)).toBe("in");
  });
});

describe("an address", () => {
  const MANY = 240;

  test("that tries one account after another is stopped, and no other address with it", async () => {
    const tried = times(MANY, (index) => attempt(school, "browser", `eleve${index}@hugo.fr`, WRONG, "203.0.113.9"));
    expect(await counted(tried)).toEqual({
      invalid_credentials: address.burst,
      too_many_attempts: MANY - address.burst,
    });
    const user = await addUser(database.db, school);
    expect(await attempt(school, "browser", user.email, user.password, "203.0.113.9")).toBe("too_many_attempts");
    expect(await attempt(school, "browser", user.email, user.password, "203.0.113.10")).toBe("in");
  }, 60_000);

  test("behind which a whole school signs in is not", async () => {
    const user = await addUser(database.db, school);
    for (let index = 0; index < address.burst + 20; index++) {
      expect(await attempt(school, "browser", user.email, user.password, "203.0.113.11")).toBe("in");
    }
  }, 60_000);

  test("of one school says nothing about another's", async () => {
    const other = await database.openSchool();
    await Promise.all(times(pair.burst, () => attempt(school, "browser", "x@y.fr", WRONG, "203.0.113.1")));
    expect(await attempt(other, "browser", "x@y.fr", WRONG, "203.0.113.1")).toBe("invalid_credentials");
  });

  test.each([
    ["203.0.113.1", "203.0.113.1"],
    ["::ffff:203.0.113.1", "203.0.113.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    [null, "unknown"],
  ])("%s counts as %s", (given, expected) => {
    expect(addressKey(given)).toBe(expected);
  });
});

test("a school that is not opened yet is counted too", async () => {
  const opened = await database.openSchool();
  const closed: AuthScope = {
    kind: "tenant",
    tenant: { ...(opened as AuthScope & { kind: "tenant" }).tenant, isProvisioned: false },
  };
  const seen = await counted(times(20, () => attempt(closed, "browser", "x@y.fr", WRONG, "203.0.113.1")));
  expect(seen).toEqual({ invalid_credentials: pair.burst, too_many_attempts: 20 - pair.burst });
});
