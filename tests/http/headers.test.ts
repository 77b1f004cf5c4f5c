import type { TenantView } from "@pepro/contracts";
import { PeproError } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { watchedApp } from "./support/app.ts";

let platform: TestPlatform;
let school: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
});
afterAll(() => platform.close());

const SECURE = {
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};
const SECURE_DATA = { ...SECURE, "content-security-policy": expect.stringContaining("default-src 'none'") };
const SECURE_PAGE = {
  ...SECURE,
  "content-security-policy": expect.stringContaining("default-src 'self'"),
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-frame-options": "DENY",
};

function expectSecure(response: Response, path: string): void {
  const headers = Object.fromEntries(response.headers);
  expect(headers).toMatchObject(/^\/(api|trpc)\//.test(path) ? SECURE_DATA : SECURE_PAGE);
  expect(headers["content-security-policy"]).toMatch(/frame-ancestors 'none'/);
  // Scripts come from here alone, as files: nothing that is slipped into a page runs.
  expect(headers["content-security-policy"]).not.toMatch(/script-src|unsafe-eval|default-src[^;]*unsafe/);
  expect(headers["x-request-id"]).toMatch(/^[0-9a-z]{12}-[0-9a-z]{4,}$/);
  expect(headers).not.toHaveProperty("strict-transport-security");
  expect(headers).not.toHaveProperty("x-powered-by");
  expect(headers).not.toHaveProperty("server");
}

const HTML = { Accept: "text/html" };
const POST = { method: "POST", headers: { "Content-Type": "application/json" } };

describe("every kind of answer has the secure headers and a request id", () => {
  const kinds: readonly [string, number, string, RequestInit?][] = [
    ["a page", 200, "/", { headers: HTML }],
    ["the documentation", 200, "/docs"],
    ["a script of it", 200, "/docs/swagger-ui-bundle.js"],
    ["a static file", 200, "/static/img/default-logo.png"],
    ["the API's description", 200, "/openapi.json"],
    ["REST", 200, "/api/v1/current-tenant/theme/"],
    ["REST that was kept", 200, "/api/v1/current-tenant/theme/"],
    ["a HEAD of it", 200, "/api/v1/current-tenant/theme/", { method: "HEAD" }],
    ["a REST refusal", 401, "/api/v1/tenants/"],
    ["a REST path that is not there", 404, "/api/v1/nulle-part/"],
    ["an API that is not there", 404, "/api/v9/"],
    ["tRPC", 200, "/trpc/currentTenant.theme"],
    ["a tRPC refusal", 401, "/trpc/tenants.list"],
    ["a tRPC procedure that is not there", 404, "/trpc/nulle.part"],
    ["a tRPC body that is none", 400, "/trpc/auth.signIn", { ...POST, body: "{" }],
    ["a page that is not there", 404, "/nulle-part", { headers: HTML }],
    ["a static file that is not there", 404, "/static/nulle-part.png"],
    ["a body over the limit", 413, "/trpc/auth.signIn", { ...POST, body: "x".repeat(1024 * 1024 + 1) }],
    [
      "a change from elsewhere",
      403,
      "/trpc/auth.signOut",
      { method: "POST", headers: { Origin: "https://evil.example" } },
    ],
    ["the health check", 200, "/healthz"],
    ["the readiness check", 200, "/readyz"],
  ];

  test.each(kinds)("%s (%i)", async (_, status, path, init) => {
    const app = watchedApp(platform);
    if (path.includes("current-tenant")) await app.fetch(school.domainUrl, path);
    const response = await app.fetch(school.domainUrl, path, init);
    expect(response.status).toBe(status);
    expectSecure(response, path);
  });

  test("an unknown host (404)", async () => {
    for (const headers of [HTML, {}]) {
      const response = await platform.fetch(`nulle-part.${BASE_DOMAIN}`, "/", { headers });
      expect(response.status).toBe(404);
      expectSecure(response, "/");
    }
  });

  test("the database away (503), page, REST and tRPC, with an id and the time to come back", async () => {
    const core = () => {
      throw new PeproError("unavailable", { retryAfterSeconds: 2 });
    };
    const app = watchedApp(platform, { core, ready: async () => false });
    for (const [path, headers] of [
      ["/", HTML],
      ["/api/v1/tenants/", {}],
      ["/trpc/tenants.list", {}],
    ] as const) {
      const response = await app.fetch(school.domainUrl, path, { headers });
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("2");
      expectSecure(response, path);
      expect(await response.text()).toContain(response.headers.get("x-request-id"));
    }
    const readiness = await app.fetch("n'importe", "/readyz");
    expect(readiness.status).toBe(503);
    expect(await readiness.json()).toEqual({ status: "unavailable" });
    expectSecure(readiness, "/readyz");
  });
});

test("TLS is asked of browsers that came by it and of no other, whichever answer was kept first", async () => {
  const path = "/api/v1/current-tenant/theme/";
  const app = watchedApp(platform, { trustedProxies: ["127.0.0.1"] });
  const told = async (path: string, proto: string) =>
    (await app.fetch(school.domainUrl, path, { headers: { "X-Forwarded-Proto": proto } })).headers.get(
      "strict-transport-security",
    );
  for (const each of [path, path, "/", "/healthz"]) {
    expect(await told(each, "https")).toMatch(/^max-age=\d{7,}/);
    expect(await told(each, "http")).toBeNull();
  }
});

test("no two answers share an id, kept ones included", async () => {
  const ids: (string | null)[] = [];
  for (let time = 0; time < 5; time++) {
    const response = await platform.fetch(school.domainUrl, "/api/v1/current-tenant/theme/");
    ids.push(response.headers.get("x-request-id"));
  }
  expect(new Set(ids).size).toBe(5);
});

test("the checks answer on any host, and on none", async () => {
  const app = watchedApp(platform);
  for (const host of [BASE_DOMAIN, school.domainUrl, "10.0.0.1:8000", "nulle.part", "[::1]:8000"]) {
    expect(await (await app.fetch(host, "/healthz")).json()).toEqual({ status: "ok" });
    expect(await (await app.fetch(host, "/readyz")).json()).toEqual({ status: "ok" });
  }
});
