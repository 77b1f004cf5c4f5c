import { execute, removeDomain } from "@pepro/core";
import { sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_DOMAIN, OPERATOR, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Client, clientOf, logIn, ROOT } from "./support/client.ts";
import { type Exchange, named, play, readData } from "./support/exchange.ts";
import { createNumbered, openHugo } from "./support/recorded-world.ts";
import { DEFAULT_SETTINGS, HUGO, tenantBody } from "./support/schools.ts";

const LOGO = "https://x.fr/logo.png";
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  enable_sms_notifications: true,
  password_min_length: 12,
  timezone: "Europe/Brussels",
  language: "en",
};
const DOMAINS = ["lycee-hugo.ac-paris.fr", "hugo.exemple.fr"].map((domain) => ({
  id: "{{uuid}}",
  domain,
  is_primary: false,
  created_at: "{{datetime}}",
}));

let platform: TestPlatform;
let root: Client;
const bindings: Record<string, unknown> = { garbage: "not.a.token" };

const hugoBody = (changes: Record<string, unknown>) =>
  tenantBody(HUGO, {
    primary_color: "#abcdef",
    secondary_color: "#012345",
    max_students: 1500,
    provisioned_at: "{{datetime}}",
    last_accessed_at: "{{datetime}}",
    domains: DOMAINS,
    student_count: 1,
    ...changes,
  });

/** What the one who recorded did between two entries. */
const steps: Record<string, () => Promise<unknown>> = {
  "stats (never accessed)": () => accessedAt(String(bindings.hugo), sql`null`),
  "stats (last access 3 days ago)": () => accessedAt(String(bindings.etab_03), sql`now() - interval '3 days 2 hours'`),
  "stats of a tenant not provisioned": () => patch(String(bindings.etab_01), { domain_url: `etab-un.${BASE_DOMAIN}` }),
  "detail ok (with domains)": async () => {
    const detail = await root.send("GET", `/api/v1/tenants/${bindings.hugo}/`);
    const domains = detail.json.domains as { id: string; domain: string }[];
    const second = domains.find(({ domain }) => domain === "hugo2.exemple.fr");
    await execute(platform.core, removeDomain, OPERATOR, { tenantId: String(bindings.hugo), id: second?.id ?? "" });
    await accessedAt(String(bindings.hugo), sql`now()`);
  },
  "theme after logo set, cached tenant": () => patch(String(bindings.hugo), { logo_url: LOGO }),
};

beforeAll(async () => {
  platform = await openPlatform();
  root = clientOf(platform, BASE_DOMAIN, (await logIn(platform, BASE_DOMAIN, ROOT, PASSWORD)).tokens.access);
  bindings.superadmin = root.token;
  Object.assign(bindings, await createNumbered(root));
  bindings.hugo = await openHugo(platform);
  bindings["body:hugo_new"] = hugoBody({});
  bindings["body:hugo"] = hugoBody({ settings: SETTINGS });
  bindings["body:hugo_logo"] = hugoBody({ settings: SETTINGS, logo_url: LOGO });
  bindings["body:hugo_red"] = hugoBody({ settings: SETTINGS, logo_url: LOGO, primary_color: "#FF0000" });
  const people = { teacher: "prof", student: "eleve", admin: "admin" };
  for (const [name, account] of Object.entries(people)) {
    const { tokens } = await logIn(platform, `lycee-hugo.${BASE_DOMAIN}`, `${account}@lycee-hugo.fr`, PASSWORD);
    bindings[name] = tokens.access;
  }
  await platform.accessLog.settled();
});
afterAll(() => platform.close());

test.for(named(readData<Exchange>("recorded-school")))("%s", async ([, exchange]) => {
  await steps[exchange.name]?.();
  await play(platform, exchange, bindings);
});

function accessedAt(id: string, when: ReturnType<typeof sql>) {
  return platform.core.db.queryPlatform(sql`update tenants set last_accessed_at = ${when} where id = ${id}`);
}

async function patch(id: string, json: unknown) {
  expect(await root.send("PATCH", `/api/v1/tenants/${id}/`, { json })).toMatchObject({ status: 200 });
}
