import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, PASSWORD, type TestPlatform } from "../harness/index.ts";
import { type Client, logIn, superAdminOf } from "./support/client.ts";
import { expectJson } from "./support/compare.ts";
import { DEFAULT_MODULES } from "./support/modules.ts";
import { openHugo } from "./support/recorded-world.ts";
import { creationOf, HUGO, tenantBody } from "./support/schools.ts";

const HOST = `lycee-hugo.${BASE_DOMAIN}`;
const path = (name: string) => `/api/v1/current-tenant/${name}/`;

let platform: TestPlatform;
let root: Client;
let hugo: string;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  platform = await openPlatform();
  root = await superAdminOf(platform);
  hugo = await openHugo(platform);
  for (const account of ["admin", "prof", "eleve"]) {
    tokens[account] = (await logIn(platform, HOST, `${account}@lycee-hugo.fr`, PASSWORD)).tokens.access;
  }
  const other = { ...HUGO, name: "Autre", subdomain: "autre" };
  await root.send("POST", "/api/v1/tenants/", { json: creationOf(other) });
  await platform.accessLog.settled();
});
afterAll(() => platform.close());

const patch = (json: unknown) => root.send("PATCH", `/api/v1/tenants/${hugo}/`, { json });

describe("info", () => {
  test.for(["admin", "prof", "eleve", "a super-admin"])("shows %s the whole tenant, as the list does", async (who) => {
    const answer = await root.send("GET", path("info"), { host: HOST, ...(tokens[who] && { token: tokens[who] }) });
    expect(answer.status).toBe(200);
    const changes = {
      primary_color: "#abcdef",
      secondary_color: "#012345",
      max_students: 1500,
      provisioned_at: "{{datetime}}",
      last_accessed_at: "{{datetime}}",
      student_count: 1,
    };
    expectJson(answer.json, tenantBody(HUGO, changes));
    const detail = await root.send("GET", `/api/v1/tenants/${hugo}/`);
    expect(answer.json).toEqual(detail.json);
  });

  test.for([
    ["nobody", HOST, null, 401, { detail: "Informations d'authentification non fournies." }],
    ["nobody, on the main host", BASE_DOMAIN, null, 401, { detail: "Informations d'authentification non fournies." }],
    ["a super-admin, on the main host", BASE_DOMAIN, undefined, 404, { error: "Aucun tenant actif" }],
    ["a super-admin, on www", `www.${BASE_DOMAIN}`, undefined, 404, { error: "Aucun tenant actif" }],
  ] as const)("is refused to %s", async ([, host, token, status, expected]) => {
    const answer = await root.send("GET", path("info"), { host, ...(token === null && { token }) });
    expect([answer.status, answer.json]).toEqual([status, expected]);
    expect(answer.headers.get("www-authenticate")).toBe(status === 401 ? 'Bearer realm="api"' : null);
  });

  test("answers on the main host where X-Tenant-Subdomain selects the school", async () => {
    const init = { headers: { "X-Tenant-Subdomain": "lycee-hugo" } };
    const answer = await root.send("GET", path("info"), { token: tokens.eleve ?? "", init });
    expect([answer.status, answer.json.id]).toEqual([200, hugo]);
    const elsewhere = { headers: { "X-Tenant-Subdomain": "autre" } };
    expect(await root.send("GET", path("info"), { token: tokens.eleve ?? "", init: elsewhere })).toMatchObject({
      status: 401,
      json: { code: "token_not_valid" },
    });
  });

  test("writes the storage as a decimal", async () => {
    const { text } = await root.send("GET", path("info"), { host: HOST });
    expect(text).toMatch(/"storage_usage_gb":0\.0,"student_count":1\}$/);
  });
});

describe("theme", () => {
  const platformTheme = {
    primary_color: "#1976D2",
    secondary_color: "#424242",
    logo_url: "/static/img/default-logo.png",
    favicon_url: "/static/img/favicon.ico",
    school_name: "PeproScolaire",
  };
  const theme = { ...platformTheme, primary_color: "#abcdef", secondary_color: "#012345", school_name: HUGO.name };

  test.for(["nobody", "eleve", "a super-admin"])(
    "is shown to %s, a blank logo and favicon as the default ones",
    async (who) => {
      const token = who === "nobody" ? null : (tokens[who] ?? root.token);
      expect((await root.send("GET", path("theme"), { host: HOST, token })).json).toEqual(theme);
    },
  );

  test("of the main host is the platform's", async () => {
    expect((await root.send("GET", path("theme"), { token: null })).json).toEqual(platformTheme);
  });

  test("changes at once", async () => {
    const logo = { logo_url: "https://x.fr/logo.png", favicon_url: "https://x.fr/favicon.ico" };
    const shown = async () => (await root.send("GET", path("theme"), { host: HOST, token: null })).json;
    expect(await shown()).toEqual(theme);
    await patch({ ...logo, primary_color: "#FF0000" });
    expect(await shown()).toEqual({ ...theme, ...logo, primary_color: "#FF0000" });
    await patch({ logo_url: "", favicon_url: "", primary_color: "#abcdef" });
    expect(await shown()).toEqual(theme);
  });

  test("keeps every character of a school's name", async () => {
    const school = { ...HUGO, name: `<b>"Ελύτης" & 中文 \u2028 👩‍🏫</b>`, subdomain: "signes" };
    await root.send("POST", "/api/v1/tenants/", { json: creationOf(school) });
    const answer = await root.send("GET", path("theme"), { host: `signes.${BASE_DOMAIN}`, token: null });
    expect(answer.json.school_name).toBe(school.name);
    expect(answer.text).toContain("\\u2028");
  });
});

describe("modules", () => {
  const shown = async (host: string, token: string | null = null) =>
    (await root.send("GET", path("modules"), { host, token })).json;

  test("are public; all of them are on on the main host", async () => {
    expect(await shown(HOST)).toEqual(DEFAULT_MODULES);
    expect(await shown(HOST, tokens.prof)).toEqual(DEFAULT_MODULES);
    const allOn = Object.fromEntries(Object.keys(DEFAULT_MODULES).map((name) => [name, true]));
    expect(await shown(BASE_DOMAIN)).toEqual(allOn);
  });

  test("are replaced, not merged, and change at once", async () => {
    await patch({ modules_enabled: { grades: true, homework: false } });
    const some = await shown(HOST);
    expect(Object.entries(some).filter(([, on]) => on)).toEqual([["grades", true]]);
    expect(some.homework).toBe(false);
    await patch({ modules_enabled: {} });
    expect(await shown(HOST)).toEqual(DEFAULT_MODULES);
  });
});

describe("a bad token is refused on public paths too", () => {
  test.for(["theme", "modules"])("%s", async (name) => {
    const answer = await root.send("GET", path(name), { host: HOST, token: "not.a.token" });
    expect([answer.status, answer.json.code]).toEqual([401, "token_not_valid"]);
  });
});
