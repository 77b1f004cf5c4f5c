import { type AppDeps, createApp } from "@pepro/api";
import { SILENT_LOG } from "@pepro/runtime";
import { expect, test } from "vitest";

/**
 * Every route of the application and what guards it. What is under these two is enumerated, with its matrix, in
 * `permissions.test.ts`; a route beside them needs a line here, and a test of its own that is named.
 */
const ROUTES: Readonly<Record<string, string>> = {
  "ALL /*": "middleware: entry, host, dashboard files",
  "ALL /trpc/*": "the matrix of procedures",
  "ALL /api/v1/*": "the matrix of endpoints",
  "ALL /api/*": "nothing is there: 404",
  "GET /api/audit/export": "the use case audit.export: tests/audit/export.test.ts",
  "GET /healthz": "everybody: says that the process runs",
  "GET /readyz": "everybody: says whether the database answers",
  "GET /openapi.json": "everybody: documentation",
  "GET /docs": "everybody: documentation",
  "GET /docs/:file": "everybody: documentation",
  "GET /static/*": "everybody: files that come with the program",
  "GET /": "everybody: a school's or the platform's front page",
  "ALL /password-reset/*": "middleware: the size of a body",
  "ALL /impersonation/*": "middleware: the size of a body",
  "GET /password-reset": "everybody: tests/accounts/password-reset.test.ts",
  "POST /password-reset": "whoever has a link: tests/accounts/password-reset.test.ts",
  "GET /password-reset/new": "everybody: tests/accounts/password-reset.test.ts",
  "POST /password-reset/new": "everybody: tests/accounts/password-reset.test.ts",
  "GET /impersonation": "whoever has a link: tests/accounts/impersonation-page.test.ts",
  "POST /impersonation": "whoever has a link: tests/accounts/impersonation-page.test.ts",
  "POST /impersonation/end": "the use case impersonation.stop: tests/accounts/impersonation-page.test.ts",
};

const none = () => {
  throw new Error("nothing is asked here");
};
const deps: AppDeps = {
  core: none,
  accessLog: none,
  ready: none,
  asset: none,
  log: SILENT_LOG,
  mainHosts: ["localhost"],
  trustedProxies: [],
};

test("no route is open that nobody has thought about", () => {
  const routes = createApp(deps).routes.map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(routes)].sort()).toEqual(Object.keys(ROUTES).sort());
});
