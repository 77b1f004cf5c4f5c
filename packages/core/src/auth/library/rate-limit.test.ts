import { sql } from "@pepro/db";
import { betterAuth } from "better-auth/minimal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AuthScope, PLATFORM, storeOf } from "../scope.ts";
import { openTestDatabase, type TestDatabase } from "../testing/database.ts";
import { addUser, quickPasswords } from "../testing/people.ts";
import { createStorage } from "./adapter.ts";
import { instanceOptions } from "./options.ts";

const LIMIT = 5;
const WINDOW_SECONDS = 60;

let database: TestDatabase;
let school: AuthScope;
beforeAll(async () => {
  database = await openTestDatabase();
  school = await database.openSchool();
});
afterAll(() => database?.close());

function instanceOf(scope: AuthScope) {
  const options = instanceOptions({
    secret: "rate limits".repeat(4),
    storage: createStorage(storeOf(database.db, scope)),
    passwords: quickPasswords,
    sessionSeconds: 60,
    passwordMinLength: 8,
  });
  return betterAuth({
    ...options,
    baseURL: "http://lycee-hugo.localhost",
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "rate_limits",
      fields: { lastRequest: "last_request" },
      customRules: { "/sign-in/email": { window: WINDOW_SECONDS, max: LIMIT } },
    },
  });
}

async function attempt(instance: ReturnType<typeof instanceOf>, address: string, email = "nobody@lycee-hugo.fr") {
  const response = await instance.handler(
    new Request("http://lycee-hugo.localhost/api/auth/sign-in/email", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Forwarded-For": address },
      body: JSON.stringify({ email, password: "Motdepasse!2026" }),
    }),
  );
  return response.status;
}

async function parallel(attempts: number, one: (index: number) => Promise<number>) {
  const statuses = await Promise.all(Array.from({ length: attempts }, (_, index) => one(index)));
  const of = (status: number) => statuses.filter((given) => given === status).length;
  return { refusedByPassword: of(401), limited: of(429), others: attempts - of(401) - of(429) };
}

const counters = async (scope: AuthScope, address: string) => {
  const statement = sql`select count from rate_limits where key like ${`%${address}%`}`;
  return (await storeOf(database.db, scope).query<{ count: number }>(statement)).map(({ count }) => count);
};

describe.each<[string, () => AuthScope]>([
  ["a school", () => school],
  ["the platform", () => PLATFORM],
])("the library's limit on signing in to %s", (_, scopeOf) => {
  test("lets exactly so many of many attempts at once through", async () => {
    const instance = instanceOf(scopeOf());
    const seen = await parallel(40, () => attempt(instance, "203.0.113.1"));
    expect(seen).toEqual({ refusedByPassword: LIMIT, limited: 40 - LIMIT, others: 0 });
    expect(await counters(scopeOf(), "203.0.113.1")).toEqual([LIMIT]);
  });

  test("counts for all processes together", async () => {
    const [one, two] = [instanceOf(scopeOf()), instanceOf(scopeOf())];
    const seen = await parallel(40, (index) => attempt(index % 2 ? one : two, "203.0.113.2"));
    expect(seen).toEqual({ refusedByPassword: LIMIT, limited: 40 - LIMIT, others: 0 });
  });

  test("counts each address for itself", async () => {
    const instance = instanceOf(scopeOf());
    const user = await addUser(database.db, scopeOf());
    await parallel(LIMIT + 1, () => attempt(instance, "203.0.113.3"));
    expect(await attempt(instance, "203.0.113.3", user.email)).toBe(429);
    expect(await attempt(instance, "203.0.113.4", user.email)).toBe(200);
  });

  test("lets so many through again once the window is over, and forgets the counters of others", async () => {
    const instance = instanceOf(scopeOf());
    await attempt(instance, "203.0.113.6");
    await parallel(LIMIT + 1, () => attempt(instance, "203.0.113.5"));
    const past = sql`update rate_limits set last_request = last_request - ${(WINDOW_SECONDS + 1) * 1_000}`;
    await storeOf(database.db, scopeOf()).execute(past);
    const seen = await parallel(40, () => attempt(instance, "203.0.113.5"));
    expect(seen).toEqual({ refusedByPassword: LIMIT, limited: 40 - LIMIT, others: 0 });
    expect(await counters(scopeOf(), "203.0.113.5")).toEqual([LIMIT]);
    expect(await counters(scopeOf(), "203.0.113.6")).toEqual([]);
  });
});
