import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isServedElsewhere } from "../harness/elsewhere.ts";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { ROOT } from "./support/typed-client.ts";

const LIMIT = 1024 * 1024;

let platform: TestPlatform;
let school: TenantView;
let headers: Record<string, string>;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
  const token = await platform.tokenOf(BASE_DOMAIN, ROOT);
  headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
});
afterAll(() => platform.close());

async function post(path: string, body: BodyInit, more: Record<string, string> = {}) {
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: { ...headers, ...more },
    body,
    duplex: "half",
  };
  const response = await platform.fetch(BASE_DOMAIN, path, init);
  const text = await response.text();
  return { status: response.status, text, json: text.startsWith("{") ? JSON.parse(text) : undefined };
}

/** JSON of exactly so many bytes. */
const jsonOf = (bytes: number) => `{"subdomain":"${"x".repeat(bytes - 16)}"}`;

/** Comes in pieces, without a length. */
function inPieces(text: string, pieces = 8): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const size = Math.ceil(bytes.length / pieces);
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

const DOORS: readonly [string, string, number][] = [
  ["tRPC", "/trpc/tenants.create", 400],
  ["REST", "/api/v1/tenants/", 400],
];

describe.each(DOORS)("a body sent to %s", (door, path, invalid) => {
  test("of just 1 MiB is read", async () => {
    expect((await post(path, jsonOf(LIMIT))).status).toBe(invalid);
    expect((await post(path, inPieces(jsonOf(LIMIT)))).status).toBe(invalid);
  });

  test("of one byte more is refused with 413", async () => {
    const { status, text } = await post(path, jsonOf(LIMIT + 1));
    expect(status).toBe(413);
    expect(text).toContain(door === "tRPC" ? "1048576" : "Le corps de la requête est trop volumineux.");
  });

  test("of one byte more is refused with 413 when it comes in pieces, without a length", async () => {
    expect((await post(path, inPieces(jsonOf(LIMIT + 1)))).status).toBe(413);
  });

  test("that never ends is refused as soon as it is too long", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    expect((await post(path, endless)).status).toBe(413);
    // Over a network a sender is ahead of the answer by as much as it can send meanwhile.
    if (!isServedElsewhere) expect(sent).toBeLessThan(4 * LIMIT);
  }, 20_000);

  test.each([
    ["no JSON", "{bad"],
    ["cut short", '{"subdomain":"x'],
    ["two values", "{} {}"],
    ["a lone surrogate's half of an escape", '{"subdomain":"\\ud8"}'],
    ["NaN", '{"max_students": NaN, "maxStudents": NaN}'],
    ["a comment", "{/* */}"],
  ])("that is %s is refused with 400 and a reason", async (_, body) => {
    const { status, text } = await post(path, body);
    expect(status).toBe(400);
    expect(text).toMatch(door === "tRPC" ? /request_malformed/ : /JSON parse error - /);
  });

  test.each([
    ["arrays", "[".repeat(100_000) + "]".repeat(100_000)],
    ["objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["arrays inside a field", `{"subdomain":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["arrays inside the modules", `{"modules_enabled":{"grades":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`],
    ["arrays that never close", "[".repeat(100_000)],
  ])("of 100 000 nested %s is refused like any other", async (_, body) => {
    expect((await post(path, body)).status).toBe(400);
    expect((await post(path, body.replace("modules_enabled", "modulesEnabled"))).status).toBe(400);
    expect((await platform.fetch(BASE_DOMAIN, "/healthz")).status).toBe(200);
  });

  test.each([["null"], ["[]"], ["3"], ['"texte"'], ["true"], ["[[]]"]])("that is %s is refused", async (body) => {
    expect((await post(path, body)).status).toBe(400);
  });

  test.each([["text/plain"], ["application/xml"], ["application/jsonp"], [""]])(
    "of the type %j is refused with 415, or not read at all",
    async (type) => {
      const { status } = await post(path, "{}", { "Content-Type": type });
      expect(status).toBe(415);
    },
  );
});

describe("keys that mean something to JavaScript mean nothing here", () => {
  const KEYS = '"__proto__":{"isActive":false,"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}';

  test("tRPC reads them as any unknown key", async () => {
    const { status, json } = await post("/trpc/tenants.update", `{"id":"${school.id}",${KEYS},"maxStudents":7}`);
    expect(status).toBe(200);
    expect(json.result.data).toMatchObject({ isActive: true, maxStudents: 7 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("REST reads them as any unknown key", async () => {
    const init = { method: "PATCH", headers, body: `{${KEYS},"max_students":8}` };
    const response = await platform.fetch(BASE_DOMAIN, `/api/v1/tenants/${school.id}/`, init);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ is_active: true, max_students: 8 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each([["constructor"], ["toString"], ["hasOwnProperty"]])("%s is no module", async (name) => {
    const trpc = await post("/trpc/tenants.updateModules", `{"id":"${school.id}","modulesEnabled":{"${name}":true}}`);
    expect(trpc.status).toBe(400);
    const rest = await post(`/api/v1/tenants/${school.id}/update_modules/`, `{"modules_enabled":{"${name}":true}}`);
    expect(rest.json).toEqual({ error: `Module invalide: ${name}` });
  });

  test("__proto__ is no module either, and switches nothing", async () => {
    const before = await platform.fetch(school.domainUrl, "/api/v1/current-tenant/modules/").then((r) => r.json());
    const body = `{"id":"${school.id}","modulesEnabled":{"__proto__":true}}`;
    await post("/trpc/tenants.updateModules", `{"id":"${school.id}","modulesEnabled":{"grades":false}}`);
    expect((await post("/trpc/tenants.updateModules", body)).status).toBe(400);
    const after = await platform.fetch(school.domainUrl, "/api/v1/current-tenant/modules/").then((r) => r.json());
    expect(before).not.toEqual(after);
    expect(after).toEqual({ grades: false });
  });
});

test("one key given twice counts as its last, as everywhere", async () => {
  const { json } = await post("/trpc/tenants.update", `{"id":"${school.id}","maxStudents":1,"maxStudents":9}`);
  expect(json.result.data.maxStudents).toBe(9);
});
