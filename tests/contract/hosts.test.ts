import { sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_DOMAIN, openPlatform, schoolBody, type TestPlatform } from "../harness/index.ts";
import { type Client, superAdminOf } from "./support/client.ts";

const THEME = "/api/v1/current-tenant/theme/";
const UNKNOWN = { detail: "Établissement non trouvé" };
const INACTIVE = { detail: "Cet établissement n'est pas accessible actuellement" };
const PLATFORM = "PeproScolaire";

type School = { id: string; domain_url: string };

let platform: TestPlatform;
let root: Client;
let hugo: School;
let zola: School;

beforeAll(async () => {
  platform = await openPlatform();
  root = await superAdminOf(platform);
  [hugo, zola] = [await create("hugo"), await create("zola")];
});
afterAll(() => platform.close());

/** A school whose name is its subdomain. */
async function create(subdomain: string): Promise<School> {
  const json = { ...schoolBody(subdomain), school_name: subdomain };
  const answer = await root.send("POST", "/api/v1/tenants/", { json });
  expect(`${answer.status} ${answer.text}`).toMatch(/^201 /);
  return answer.json as School;
}

async function addDomain(school: School, domain: string): Promise<string> {
  const answer = await root.send("POST", `/api/v1/tenants/${school.id}/add_domain/`, { json: { domain } });
  expect(`${answer.status} ${answer.text}`).toMatch(/^201 /);
  return String(answer.json.id);
}

const act = (school: School, action: string) => root.send("POST", `/api/v1/tenants/${school.id}/${action}/`);

/** Whose theme a host shows, or the body of its refusal. */
async function shown(host: string, headers: Record<string, string> = {}): Promise<unknown> {
  const { status, json } = await root.send("GET", THEME, { host, token: null, init: { headers } });
  return status === 200 ? json.school_name : [status, json];
}

describe("a host", () => {
  test.for([
    ["hugo.peproscolaire.fr", "hugo"],
    ["hugo.peproscolaire.fr:8443", "hugo"],
    ["HUGO.PeproScolaire.FR", "hugo"],
    ["hugo.peproscolaire.fr.", "hugo"],
    ["Hugo.Peproscolaire.fr.:80", "hugo"],
    ["zola.peproscolaire.fr", "zola"],
    ["peproscolaire.fr", PLATFORM],
    ["peproscolaire.fr:8000", PLATFORM],
    ["PEPROSCOLAIRE.FR:443", PLATFORM],
    ["peproscolaire.fr.", PLATFORM],
    ["www.peproscolaire.fr", PLATFORM],
    ["localhost:8000", PLATFORM],
  ] as const)("%s is %s", async ([host, name]) => {
    expect(await shown(host)).toBe(name);
  });

  test.for([
    "inconnu.peproscolaire.fr",
    "hugo.exemple.fr",
    "x.hugo.peproscolaire.fr",
    "hugo",
    "hugo.peproscolaire.fr..",
    "fr",
    "127.0.0.1",
    "[::1]:8000",
    "hugo_peproscolaire.fr",
    "mauvais hote",
    "hugo.peproscolaire.fr:x",
    "hugo.peproscolaire.fr, zola.peproscolaire.fr",
    "' or 1=1 --",
    "subdomain:hugo",
    `${"a".repeat(300)}.fr`,
    "",
  ])("%j is unknown", async (host) => {
    expect(await shown(host)).toEqual([404, UNKNOWN]);
  });

  test("that a proxy claims counts for nothing where no proxy is trusted", async () => {
    expect(await shown(hugo.domain_url, { "X-Forwarded-Host": zola.domain_url })).toBe("hugo");
    expect(await shown("inconnu.fr", { "X-Forwarded-Host": zola.domain_url })).toEqual([404, UNKNOWN]);
  });
});

describe("an unknown host", () => {
  test.for([
    ["/api/v1/current-tenant/info/", "GET"],
    ["/api/v1/tenants/", "GET"],
    ["/api/v1/auth/login/", "POST"],
    ["/api/v1/nowhere/", "GET"],
    ["/api/", "GET"],
  ] as const)("is told in JSON at %s, whoever asks", async ([path, method]) => {
    for (const token of [null, root.token, "not.a.token"]) {
      const init = { headers: { Accept: "text/html" } };
      const answer = await root.send(method, path, { host: "inconnu.fr", token, init });
      expect([answer.status, answer.headers.get("content-type"), answer.json]).toEqual([
        404,
        "application/json",
        UNKNOWN,
      ]);
    }
  });

  test.for(["/", "/connexion", "/docs"])("is a page for a browser at %s", async (path) => {
    const init = { headers: { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };
    const { status, headers, text } = await root.send("GET", path, { host: "inconnu.fr", token: null, init });
    expect([status, headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(text).toContain("Établissement non trouvé");
    expect(text).toContain('<html lang="fr">');
  });

  test("is told in English to those who read English", async () => {
    expect(await shown("inconnu.fr", { "Accept-Language": "en" })).toEqual([404, { detail: "School not found" }]);
  });
});

describe("a deactivated school", () => {
  test("is refused at once on every one of its hosts, and back at once", async () => {
    const school = await create("eclipse");
    await addDomain(school, "eclipse.exemple.fr");
    const hosts = [school.domain_url, "eclipse.exemple.fr"];
    for (let round = 0; round < 2; round++) {
      for (const host of hosts) expect(await shown(host)).toBe("eclipse");
      await act(school, "deactivate");
      for (const host of hosts) expect(await shown(host)).toEqual([404, INACTIVE]);
      expect(await shown(BASE_DOMAIN, { "X-Tenant-Subdomain": "eclipse" })).toEqual([404, INACTIVE]);
      await act(school, "activate");
    }
    for (const host of hosts) expect(await shown(host)).toBe("eclipse");
  });

  test("is refused to its super-admin too, in JSON under /api/ and by a page elsewhere", async () => {
    const school = await create("fermee");
    await act(school, "deactivate");
    const host = school.domain_url;
    for (const path of ["info", "theme", "modules"]) {
      const answer = await root.send("GET", `/api/v1/current-tenant/${path}/`, { host });
      expect([answer.status, answer.json]).toEqual([404, INACTIVE]);
    }
    const page = await root.send("GET", "/", { host, init: { headers: { Accept: "text/html" } } });
    expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(page.text).toMatch(/Cet établissement n(?:'|&#39;)est pas accessible actuellement/);
  });
});

describe("an alternative domain", () => {
  test("is lower-cased and answers at once, though it was asked for before", async () => {
    expect(await shown("annexe.exemple.fr")).toEqual([404, UNKNOWN]);
    await addDomain(hugo, "  ANNEXE.Exemple.FR. ");
    for (const host of ["annexe.exemple.fr", "Annexe.exemple.fr:8080", "annexe.exemple.fr."]) {
      expect(await shown(host)).toBe("hugo");
    }
  });

  test("that nobody verified is unknown", async () => {
    const id = await addDomain(hugo, "doute.exemple.fr");
    await platform.core.db.queryPlatform(sql`update tenant_hosts set verified_at = null where id = ${id}`);
    platform.core.resolver.directory.invalidate("all");
    expect(await shown("doute.exemple.fr")).toEqual([404, UNKNOWN]);
  });

  test("that was taken away is unknown at once, and belongs to the next school at once", async () => {
    const id = await addDomain(hugo, "partage.exemple.fr");
    expect(await shown("partage.exemple.fr")).toBe("hugo");
    // Through the process that answers: elsewhere it is heard of a moment later.
    const removed = await root.send("POST", "/trpc/tenants.removeDomain", { json: { tenantId: hugo.id, id } });
    expect(removed.status).toBe(200);
    expect(await shown("partage.exemple.fr")).toEqual([404, UNKNOWN]);
    await addDomain(zola, "partage.exemple.fr");
    expect(await shown("partage.exemple.fr")).toBe("zola");
  });
});

test("a domain_url that was changed stops answering at once, and the new one answers at once", async () => {
  const school = await create("mobile");
  const [before, after] = [school.domain_url, `immobile.${BASE_DOMAIN}`];
  expect([await shown(before), await shown(after)]).toEqual(["mobile", [404, UNKNOWN]]);
  await root.send("PATCH", `/api/v1/tenants/${school.id}/`, { json: { domain_url: after } });
  expect([await shown(before), await shown(after)]).toEqual([[404, UNKNOWN], "mobile"]);
});

describe("X-Tenant-Subdomain", () => {
  test.for([
    ["selects a school on the main host", BASE_DOMAIN, "hugo", "hugo"],
    ["selects one on www", `www.${BASE_DOMAIN}`, "zola", "zola"],
    ["selects one on localhost", "localhost:8000", "hugo", "hugo"],
    ["is trimmed and lower-cased", BASE_DOMAIN, " HUGO ", "hugo"],
    ["that names the main host's own first label is ignored", BASE_DOMAIN, "peproscolaire", PLATFORM],
    ["that names no school is ignored", BASE_DOMAIN, "inconnu", PLATFORM],
    ["www is ignored", BASE_DOMAIN, "www", PLATFORM],
    ["that is a whole host is ignored", BASE_DOMAIN, "hugo.peproscolaire.fr", PLATFORM],
    ["that is empty is ignored", BASE_DOMAIN, "", PLATFORM],
    ["that is SQL is ignored", BASE_DOMAIN, "' or 1=1 --", PLATFORM],
    ["that is a schema is ignored", BASE_DOMAIN, "public", PLATFORM],
    ["that names two is ignored", BASE_DOMAIN, "hugo, zola", PLATFORM],
    ["never overrides a school's own host", `zola.${BASE_DOMAIN}`, "hugo", "zola"],
  ] as const)("%s", async ([, host, hint, expected]) => {
    expect(await shown(host, { "X-Tenant-Subdomain": hint })).toBe(expected);
  });

  test("does not make an unknown host known", async () => {
    expect(await shown("inconnu.fr", { "X-Tenant-Subdomain": "hugo" })).toEqual([404, UNKNOWN]);
  });

  test("of a deleted school is ignored", async () => {
    const school = await create("ephemere");
    expect(await shown(BASE_DOMAIN, { "X-Tenant-Subdomain": "ephemere" })).toBe("ephemere");
    await root.send("DELETE", `/api/v1/tenants/${school.id}/`);
    expect(await shown(BASE_DOMAIN, { "X-Tenant-Subdomain": "ephemere" })).toBe(PLATFORM);
  });
});

test("another process hears of a deactivation and of a new domain", async () => {
  const other = await platform.another();
  try {
    const school = await create("jumelle");
    const elsewhere = async (host: string) => (await other.fetch(host, THEME)).status;
    expect([await elsewhere(school.domain_url), await elsewhere("jumelle.exemple.fr")]).toEqual([200, 404]);
    await act(school, "deactivate");
    await expect.poll(() => elsewhere(school.domain_url), { interval: 5, timeout: 2_000 }).toBe(404);
    await act(school, "activate");
    await addDomain(school, "jumelle.exemple.fr");
    await expect.poll(() => elsewhere("jumelle.exemple.fr"), { interval: 5, timeout: 2_000 }).toBe(200);
  } finally {
    await other.close();
  }
});
