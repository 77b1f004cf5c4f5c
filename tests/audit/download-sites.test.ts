import { sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Browser, browserOn } from "../http/support/browser.ts";
import { ROOT } from "../http/support/typed-client.ts";

const PATH = "/api/audit/export?trail=platform&format=jsonl";

let platform: TestPlatform;
let browser: Browser;
beforeAll(async () => {
  platform = await openPlatform();
  browser = browserOn(platform.fetch, BASE_DOMAIN);
  await browser.trpc.auth.signIn.mutate({ email: ROOT, password: PASSWORD });
});
afterAll(() => platform.close());

async function exportsWritten(): Promise<number> {
  const [row] = await platform.core.db.queryPlatform<{ count: number }>(
    sql`select count(*)::int as count from audit_entries where action = 'audit.export'`,
  );
  return row?.count ?? 0;
}

test.each<[string, Record<string, string>]>([
  ["an image on another site's page", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" }],
  ["a school's page", { "Sec-Fetch-Site": "same-site" }],
  ["a script of another site", { Origin: "https://evil.example" }],
  ["a frame without an origin", { Origin: "null" }],
])("%s sets off no download in its visitor's name", async (_, headers) => {
  const before = await exportsWritten();
  expect((await browser.fetch(PATH, { headers })).status).toBe(403);
  expect(await exportsWritten()).toBe(before);
});

test.each<[string, Record<string, string>]>([
  ["a button of the dashboard", { "Sec-Fetch-Site": "same-origin" }],
  ["the address bar", { "Sec-Fetch-Site": "none" }],
  ["a program", {}],
])("%s does", async (_, headers) => {
  const before = await exportsWritten();
  const answer = await browser.fetch(PATH, { headers });
  expect(answer.status).toBe(200);
  await answer.text();
  expect(await exportsWritten()).toBe(before + 1);
});
