import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMALL_SCHOOLS } from "../harness/bundle.ts";
import { BASE_DOMAIN, openPlatform, type TestPlatform } from "../harness/index.ts";
import { type WatchedApp, watchedApp } from "./support/app.ts";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const PAGE = '<!doctype html><title>Dashboard</title><script type="module" crossorigin src="/assets/index-Ab_1-x.js">';
const SCRIPT = `export const text = "${"é".repeat(2_000)}";`;

let platform: TestPlatform;
let school: TenantView;
let folder: string;
let app: WatchedApp;
let without: WatchedApp;
beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  school = await platform.openSchool();
  folder = mkdtempSync(join(tmpdir(), "pepro-dashboard-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "favicon.svg"), "<svg/>");
  writeFileSync(join(folder, "assets/index-Ab_1-x.js"), SCRIPT);
  writeFileSync(join(folder, "assets/index-Ab_1-x.js.br"), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, "assets/index-Ab_1-x.js.gz"), gzipSync(SCRIPT));
  writeFileSync(join(folder, "assets/inter.woff2"), "font");
  app = watchedApp(platform, { dashboard: folder });
  without = watchedApp(platform);
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

const SCRIPT_PATH = "/assets/index-Ab_1-x.js";

async function ask(host: string, path: string, headers: Record<string, string> = { Accept: BROWSER }, method = "GET") {
  const response = await app.fetch(host, path, { headers, method });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

describe("a browser on a main host", () => {
  test.each(["/", "/schools", "/schools/new", `/schools/0198c0de-0000-7000-8000-000000000000/theme`, "/a.b/c"])(
    "gets the dashboard's page at %s, to be asked for again each time",
    async (path) => {
      for (const host of [BASE_DOMAIN, `www.${BASE_DOMAIN}:8000`]) {
        const { status, headers, body } = await ask(host, path);
        expect([status, headers.get("content-type"), body.toString()]).toEqual([200, "text/html; charset=utf-8", PAGE]);
        expect(headers.get("cache-control")).toBe("no-cache");
        expect(headers.get("vary")).toContain("Accept");
        expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,64}$/);
      }
    },
  );

  test("gets the page by HEAD without its body", async () => {
    const { status, headers, body } = await ask(BASE_DOMAIN, "/schools", undefined, "HEAD");
    expect([status, headers.get("content-type"), body.length]).toEqual([200, "text/html; charset=utf-8", 0]);
  });

  test("gets hashed files by their types, for ever", async () => {
    const { status, headers, body } = await ask(BASE_DOMAIN, SCRIPT_PATH, { Accept: "*/*" });
    expect([status, headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("content-encoding")).toBeNull();
    expect(body.toString()).toBe(SCRIPT);
    expect((await ask(BASE_DOMAIN, "/assets/inter.woff2")).headers.get("content-type")).toBe("font/woff2");
  });

  test("gets files whose names are fixed for an hour", async () => {
    const { headers, body } = await ask(BASE_DOMAIN, "/favicon.svg", { Accept: "image/*" });
    expect([headers.get("content-type"), headers.get("cache-control")]).toEqual([
      "image/svg+xml",
      "public, max-age=3600",
    ]);
    expect(body.toString()).toBe("<svg/>");
  });

  test.each([
    ["gzip, deflate, br, zstd", "br", (body: Buffer) => brotliDecompressSync(body)],
    ["gzip, deflate", "gzip", (body: Buffer) => gunzipSync(body)],
    ["gzip;q=1.0, br;q=0", "gzip", (body: Buffer) => gunzipSync(body)],
    ["identity", null, (body: Buffer) => body],
    ["gzip;q=0.000", null, (body: Buffer) => body],
  ])("that takes %s gets them as %s", async (accepted, encoding, read) => {
    const { headers, body } = await ask(BASE_DOMAIN, SCRIPT_PATH, { "Accept-Encoding": accepted });
    expect(headers.get("content-encoding")).toBe(encoding);
    expect(headers.get("vary")).toContain("Accept-Encoding");
    expect(read(body).toString()).toBe(SCRIPT);
  });

  test("is told of a file that is not there, and not given the page for it", async () => {
    const { status, body } = await ask(BASE_DOMAIN, "/assets/index-old.js");
    expect(status).toBe(404);
    expect(body.toString()).not.toContain("Dashboard");
  });

  test("may run what a build makes: scripts, styles, fonts and calls of its own host, and no others", async () => {
    const { headers } = await ask(BASE_DOMAIN, "/");
    const policy = new Map(
      (headers.get("content-security-policy") ?? "").split("; ").map((line) => {
        const [name = "", ...sources] = line.split(" ");
        return [name, sources] as const;
      }),
    );
    const allowed = (kind: string) => policy.get(`${kind}-src`) ?? policy.get("default-src");
    for (const kind of ["script", "font", "connect", "style"]) expect(allowed(kind)).toContain("'self'");
    for (const kind of ["script", "font", "connect"]) expect(allowed(kind)).toEqual(["'self'"]);
  });
});

describe("everything else is as without a dashboard", () => {
  const JSON_ONLY = { Accept: "application/json" };
  test.each<[string, string, Record<string, string>, string?]>([
    ["the front page for who asks for no page", "/", JSON_ONLY],
    ["the front page for who takes anything", "/", { Accept: "*/*" }],
    ["a path that is not there, for who asks for JSON", "/schools", JSON_ONLY],
    ["a REST path that is not there", "/api/v1/nulle-part/", { Accept: BROWSER }],
    ["an API that is not there", "/api/v9", { Accept: BROWSER }],
    ["a REST refusal", "/api/v1/tenants/", { Accept: BROWSER }],
    ["a tRPC procedure that is not there", "/trpc/nulle.part", { Accept: BROWSER }],
    ["the documentation", "/docs", { Accept: BROWSER }],
    ["a file of it that is not there", "/docs/nulle-part.js", { Accept: BROWSER }],
    ["the API's description", "/openapi.json", { Accept: BROWSER }],
    ["a static file", "/static/img/favicon.ico", { Accept: BROWSER }],
    ["a static file that is not there", "/static/nulle-part", { Accept: BROWSER }],
    ["the health check", "/healthz", { Accept: BROWSER }],
    ["a change sent to a page", "/schools", { Accept: BROWSER }, "POST"],
  ])("%s", async (_, path, headers, method = "GET") => {
    const [seen, expected] = [await ask(BASE_DOMAIN, path, headers, method), await bare(path, headers, method)];
    expect([seen.status, seen.headers.get("content-type")]).toEqual([expected.status, expected.type]);
    const withoutId = (text: string) => text.replace(/"requestId":"[^"]*"/, "");
    expect(withoutId(seen.body.toString())).toBe(withoutId(expected.text));
  });

  async function bare(path: string, headers: Record<string, string>, method: string) {
    const response = await without.fetch(BASE_DOMAIN, path, { headers, method });
    return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
  }
});

describe("on a school's host", () => {
  test("there is nothing of the dashboard", async () => {
    for (const path of [SCRIPT_PATH, "/favicon.svg", "/schools", "/index.html"]) {
      expect((await ask(school.domainUrl, path)).status).toBe(404);
    }
    const { body } = await ask(school.domainUrl, "/");
    expect(body.toString()).toContain(school.school.name);
    expect(body.toString()).not.toContain("Dashboard");
  });

  test("a header of old clients makes the main one no school's", async () => {
    const headers = { Accept: BROWSER, "X-Tenant-Subdomain": school.school.subdomain };
    expect((await ask(BASE_DOMAIN, "/", headers)).body.toString()).not.toContain(school.school.name);
    expect((await ask(BASE_DOMAIN, SCRIPT_PATH, headers)).status).toBe(200);
  });

  test("nor on a host that is nobody's", async () => {
    expect((await ask(`nulle-part.${BASE_DOMAIN}`, "/")).status).toBe(404);
  });
});

test("where no dashboard was built, the small page stays", async () => {
  const response = await without.fetch(BASE_DOMAIN, "/", { headers: { Accept: BROWSER } });
  expect(await response.text()).toContain('<a href="/docs">');
  expect((await without.fetch(BASE_DOMAIN, "/schools", { headers: { Accept: BROWSER } })).status).toBe(404);
});
