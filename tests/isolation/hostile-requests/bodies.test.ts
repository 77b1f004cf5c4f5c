import { appRouter, endpoints } from "@pepro/api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN } from "../../harness/index.ts";
import { openTwoSchools, type TwoSchools } from "./two-schools.ts";

let world: TwoSchools;
let root: string;
beforeAll(async () => {
  world = await openTwoSchools();
  root = await world.platform.tokenOf(BASE_DOMAIN, `root@${BASE_DOMAIN}`);
});
afterAll(() => world?.close());

type Procedure = { _def: { type: string } };
const mutations = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
  .filter(([, { _def }]) => _def.type === "mutation")
  .map(([name]) => `/trpc/${name}`);
const changes = endpoints.flatMap(({ path, methods }) =>
  Object.keys(methods)
    .filter((method) => method !== "GET")
    .map((method) => [method, `/api/v1/${path.replace("{id}", "00000000-0000-4000-8000-000000000000")}/`] as const),
);
const doors: (readonly [method: string, path: string])[] = [
  ...mutations.map((path) => ["POST", path] as const),
  ...changes,
];

const POISON = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "then", "toJSON"];
const FIELDS = [
  "id",
  "email",
  "password",
  "subdomain",
  "schoolName",
  "school_name",
  "modules",
  "modulesEnabled",
  "modules_enabled",
  "settings",
  "domain",
  "refresh",
  "token",
  "code",
];

/** JSON with keys that mean something to the language, at any depth. */
const poisoned = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, 0, -1, 1e308, "x", "", "\u0000", "\ud800", [], {}),
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...POISON, ...FIELDS), tie("value")), { maxLength: 4 })
      .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${textOf(value)}`).join(",")}}`)
      .map((text) => ({ text })),
  ),
})).value;

/** Written by hand: an object of the language would swallow `__proto__`. */
function textOf(value: unknown): string {
  if (typeof value === "object" && value !== null && "text" in value) return (value as { text: string }).text;
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  return JSON.stringify(value);
}

async function send(
  method: string,
  path: string,
  body: string,
  host = BASE_DOMAIN,
): Promise<{ status: number; text: string }> {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${root}` };
  const response = await world.platform.fetch(host, path, { method, headers, body });
  return { status: response.status, text: await response.text() };
}

describe("a body", () => {
  test("with keys that mean something to the language changes nothing of it, and is a fault of nobody's but its sender", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...doors), poisoned, async ([method, path], value) => {
        // Who signs itself out, or on from one password to another, would end the suite.
        if (/signOut|logout|changePassword|revoke|disable|enable/i.test(path)) return;
        const { status, text } = await send(method, path, textOf(value));
        expect(status, `${path} ${textOf(value)} ${text}`).toBeLessThan(500);
      }),
      { numRuns: 400 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each([
    ["__proto__", '{"__proto__":{"polluted":1,"isAdmin":true},"email":"x@example.fr","password":"x"}'],
    ["constructor", '{"constructor":{"prototype":{"polluted":1}},"email":"x@example.fr","password":"x"}'],
    ["__proto__ twice", '{"__proto__":{"__proto__":{"polluted":1}}}'],
  ])("with %s pollutes nothing at any door", async (_, body) => {
    for (const [method, path] of doors) {
      if (/signOut|logout|revoke|disable|enable/i.test(path)) continue;
      expect((await send(method, path, body)).status).toBeLessThan(500);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }
  });

  test.each([
    ["lists", (depth: number) => "[".repeat(depth) + "]".repeat(depth)],
    ["objects", (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`],
    ["lists that never end", (depth: number) => "[".repeat(depth)],
    ["one field's", (depth: number) => `{"modulesEnabled":${"[".repeat(depth)}${"]".repeat(depth)}}`],
  ])("of %s within each other is refused, and quickly", async (_, nest) => {
    for (const path of ["/trpc/tenants.create", "/trpc/auth.signIn", "/api/v1/tenants/", "/api/v1/auth/login/"]) {
      const started = performance.now();
      for (const depth of [1_000, 100_000]) {
        const { status } = await send("POST", path, nest(depth));
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });

  test("of any bytes is a fault of nobody's but its sender", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...doors),
        fc.uint8Array({ maxLength: 64 }),
        fc.constantFrom(
          "application/json",
          "text/plain",
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded",
          "x",
        ),
        async ([method, path], bytes, type) => {
          if (/signOut|logout|revoke|disable|enable/i.test(path)) return;
          const response = await world.platform.fetch(BASE_DOMAIN, path, {
            method,
            headers: { "Content-Type": type, Authorization: `Bearer ${root}` },
            body: new Uint8Array(bytes),
          });
          expect(response.status, `${path} ${type} ${await response.text()}`).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("a query string", () => {
  test("of anything is a fault of nobody's but its sender", async () => {
    const queries = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
      .filter(([, { _def }]) => _def.type === "query")
      .map(([name]) => name);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...queries),
        fc.oneof(poisoned.map(textOf), fc.string({ unit: "grapheme", maxLength: 30 })),
        async (name, input) => {
          const response = await world.platform.fetch(BASE_DOMAIN, `/trpc/${name}?input=${encodeURIComponent(input)}`, {
            headers: { Authorization: `Bearer ${root}` },
          });
          expect(response.status, `${name} ${input} ${await response.text()}`).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
  });
});
