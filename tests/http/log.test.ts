import type { TenantView } from "@pepro/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Line, type WatchedApp, watchedApp } from "./support/app.ts";
import { browserOn } from "./support/browser.ts";
import { ROOT } from "./support/typed-client.ts";

let platform: TestPlatform;
let school: TenantView;
let userId: string;
let app: WatchedApp;
beforeAll(async () => {
  platform = await openPlatform();
  school = await platform.openSchool();
  userId = await platform.addMember(school, "prof@example.fr", "teacher");
  app = watchedApp(platform);
});
afterAll(() => platform.close());

const THEME = "/api/v1/current-tenant/theme/";

/** The one line that a request left. */
async function lineOf(send: () => Promise<Response>): Promise<{ response: Response; line: Line }> {
  app.takeLines();
  const response = await send();
  const lines = app.takeLines();
  expect(lines).toHaveLength(1);
  return { response, line: lines[0] as Line };
}

test("a request leaves one line with its id, school, actor, duration and status", async () => {
  const token = await platform.tokenOf(school.domainUrl, "prof@example.fr");
  const headers = { Authorization: `Bearer ${token}` };
  const { response, line } = await lineOf(() => app.fetch(school.domainUrl, "/api/v1/auth/profile/?q=1", { headers }));
  expect(line).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    level: "info",
    event: "request",
    requestId: response.headers.get("x-request-id"),
    method: "GET",
    host: school.domainUrl,
    path: "/api/v1/auth/profile/",
    status: 200,
    ms: expect.any(Number),
    tenant: school.schemaName,
    actor: `member:${userId}`,
    ip: "127.0.0.1",
  });
  expect(line.ms).toBeGreaterThan(0);
});

type Case = [string, () => string, string, RequestInit, number, () => string | null, string | null];
const CASES: Case[] = [
  ["nobody on a school's page", () => school.domainUrl, "/", {}, 200, () => school.schemaName, null],
  ["nobody on REST", () => school.domainUrl, "/api/v1/tenants/", {}, 401, () => school.schemaName, "anonymous"],
  ["nobody on the main host", () => BASE_DOMAIN, "/trpc/tenants.list", {}, 401, () => null, "anonymous"],
  ["an unknown host", () => "nulle.part", "/", {}, 404, () => null, null],
  [
    "a body over the limit",
    () => BASE_DOMAIN,
    "/trpc/x",
    { method: "POST", body: "x".repeat(1_048_577) },
    413,
    () => null,
    null,
  ],
  ["the health check", () => "nulle.part", "/healthz", {}, 200, () => null, null],
];

test.each(CASES)("so does %s", async (_, host, path, init, status, tenant, actor) => {
  const { line } = await lineOf(() => app.fetch(host(), path, init));
  expect(line).toMatchObject({ event: "request", status, tenant: tenant(), actor });
});

test("so does an answer that was kept, and says whose it is", async () => {
  await app.fetch(school.domainUrl, THEME);
  const { line } = await lineOf(() => app.fetch(school.domainUrl, THEME));
  expect(line).toMatchObject({ status: 200, tenant: school.schemaName, actor: "anonymous" });
});

test("a super-admin is named by kind and id, on a school's host too", async () => {
  const headers = { Authorization: `Bearer ${await platform.tokenOf(BASE_DOMAIN, ROOT)}` };
  const { line } = await lineOf(() => app.fetch(school.domainUrl, "/trpc/currentTenant.info", { headers }));
  expect(line.actor).toMatch(/^superadmin:[0-9a-f-]{36}$/);
  expect(line.tenant).toBe(school.schemaName);
});

test("a line break or a quote in what is asked cannot forge a line", async () => {
  const path = `/x${encodeURIComponent('\n{"level":"error","event":"forged"}')}`;
  const { line } = await lineOf(() => app.fetch(school.domainUrl, path));
  expect(line).toMatchObject({ event: "request", status: 404 });
});

test("no password, token or cookie is ever in the log, whatever becomes of the request", async () => {
  app.takeText();
  const browser = browserOn(app.fetch, school.domainUrl);
  await browser.trpc.auth.signIn.mutate({ email: "prof@example.fr", password: PASSWORD });
  await browser.trpc.auth.session.query();
  await browser.trpc.auth.signIn.mutate({ email: "prof@example.fr", password: "Mauvais!2026" }).catch(() => {});

  const post = (path: string, body: unknown, headers = {}) =>
    app.fetch(school.domainUrl, path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const login = await post("/api/v1/auth/login/", { email: "prof@example.fr", password: PASSWORD });
  const { tokens } = (await login.json()) as { tokens: { access: string; refresh: string } };
  await post("/api/v1/auth/token/verify/", { token: tokens.access });
  const renewed = await post("/api/v1/auth/token/refresh/", { refresh: tokens.refresh });
  const second = (await renewed.json()) as { access: string; refresh: string };
  await post("/api/v1/auth/token/refresh/", { refresh: tokens.refresh });
  const headers = { Authorization: `Bearer ${second.access}` };
  await app.fetch(school.domainUrl, `/api/v1/auth/profile/?token=${second.access}`, { headers });
  await app.fetch(BASE_DOMAIN, "/api/v1/auth/profile/", { headers });
  await post("/api/v1/auth/logout/", { refresh_token: second.refresh }, headers);
  await browser.trpc.auth.signOut.mutate();
  await post("/trpc/auth.signIn", { email: "prof@example.fr", password: { nested: PASSWORD } });

  const text = app.takeText();
  expect(text.split("\n").length).toBeGreaterThan(10);
  const cookie = /pepro_session=([^;]{20,})/.exec(browser.received[0] ?? "")?.[1] ?? "missing";
  const secrets = [PASSWORD, "Mauvais!2026", cookie, ...Object.values(tokens), ...Object.values(second)];
  const found = secrets.filter((secret) => text.includes(secret) || text.includes(secret.split(".").at(-1) ?? secret));
  expect(found).toEqual([]);
});
