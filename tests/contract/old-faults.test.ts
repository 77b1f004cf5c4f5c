import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execute, type Migration, removeDomain } from "@pepro/core";
import { sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { migrations } from "../../migrations/bundle.gen.ts";
import { BASE_DOMAIN, OPERATOR, openPlatform, PASSWORD, schoolBody, type TestPlatform } from "../harness/index.ts";
import { type Client, superAdminOf } from "./support/client.ts";
import { addUser } from "./support/two-schools.ts";

const PROVISIONED = { provision_now: true };

type School = { id: string; domain_url: string; provisioned_at: string | null };

let platform: TestPlatform;
let root: Client;

beforeAll(async () => {
  platform = await openPlatform();
  root = await superAdminOf(platform);
});
afterAll(() => platform.close());

async function create(client: Client, subdomain: string, more = {}): Promise<School> {
  const json = { ...schoolBody(subdomain), school_name: subdomain, ...more };
  const answer = await client.send("POST", "/api/v1/tenants/", { json });
  expect(`${answer.status} ${answer.text}`).toMatch(/^201 /);
  return answer.json as School;
}

const themeOf = async (host: string, hint?: string) => {
  const headers: HeadersInit = hint === undefined ? {} : { "X-Tenant-Subdomain": hint };
  const answer = await root.send("GET", "/api/v1/current-tenant/theme/", { host, token: null, init: { headers } });
  return answer.status === 200 ? answer.json.school_name : answer.status;
};

// The served process has migrations of its own.
describe.skipIf(process.env.PEPRO_TEST_RUNTIME === "deno")("a migration that fails during provisioning", () => {
  const last = migrations.tenant.at(-1);
  if (!last) throw new Error("there are no tenant migrations");
  const version = last.version + 1;
  const faulty: Migration = {
    version,
    file: `tenant/${String(version).padStart(4, "0")}_faulty.sql`,
    checksum: "0".repeat(64),
    statements: [{ line: 1, text: "select 1 / 0" }],
  };
  let broken: TestPlatform;
  let client: Client;

  beforeAll(async () => {
    broken = await openPlatform({ migrations: { ...migrations, tenant: [...migrations.tenant, faulty] } });
    client = await superAdminOf(broken);
  });
  afterAll(() => broken.close());

  test("is told, and the school is neither provisioned nor half made", async () => {
    const school = await create(client, "fautive");
    for (let attempt = 0; attempt < 2; attempt++) {
      const answer = await client.send("POST", `/api/v1/tenants/${school.id}/provision/`);
      expect(answer.status).toBe(500);
      expect(answer.json.error).toMatch(/^Erreur lors du provisionnement: .*division by zero/);
      const read = await client.send("GET", `/api/v1/tenants/${school.id}/`);
      expect(read.json).toMatchObject({ provisioned_at: null, student_count: 0 });
    }
    const found = await broken.core.db.queryPlatform(sql`select nspname from pg_namespace where nspname = 'fautive'`);
    expect(found).toHaveLength(0);
  });

  test("is told by a creation that provisions, too", async () => {
    const json = { ...schoolBody("fautive-aussi"), provision_now: true };
    const answer = await client.send("POST", "/api/v1/tenants/", { json });
    expect(answer.status).toBe(500);
    expect(answer.json.error).toMatch(/^Erreur lors du provisionnement: .*division by zero/);
  });
});

test("a deactivated tenant is not served from a cache, on any host, to anybody", async () => {
  const school = await create(root, "cachee");
  await root.send("POST", `/api/v1/tenants/${school.id}/add_domain/`, { json: { domain: "cachee.exemple.fr" } });
  const everywhere = () =>
    Promise.all([themeOf(school.domain_url), themeOf("cachee.exemple.fr"), themeOf(BASE_DOMAIN, "cachee")]);
  for (let round = 0; round < 3; round++) {
    expect(await everywhere()).toEqual(["cachee", "cachee", "cachee"]);
    await root.send("POST", `/api/v1/tenants/${school.id}/deactivate/`);
    expect(await everywhere()).toEqual([404, 404, 404]);
    await root.send("POST", `/api/v1/tenants/${school.id}/activate/`);
  }
});

test("a change of colours or of the school's modules is shown at once", async () => {
  const school = await create(root, "peinte");
  const colour = async () =>
    (await root.send("GET", "/api/v1/current-tenant/theme/", { host: school.domain_url, token: null })).json
      .primary_color;
  for (const primary_color of ["#111111", "#222222", "#333333"]) {
    await root.send("PATCH", `/api/v1/tenants/${school.id}/`, { json: { primary_color } });
    expect(await colour()).toBe(primary_color);
  }
});

test("no name of a school reaches SQL unquoted", async () => {
  for (const subdomain of ["select", "null"]) {
    const school = await create(root, subdomain, PROVISIONED);
    expect(school.provisioned_at).not.toBeNull();
    expect((await root.send("GET", `/api/v1/tenants/${school.id}/stats/`)).status).toBe(200);
  }
  for (const subdomain of ["a;drop schema public cascade", 'a"b', "a'b", "1abc", "a b"]) {
    const json = { ...schoolBody(subdomain), email: "a@x.fr" };
    const answer = await root.send("POST", "/api/v1/tenants/", { json });
    expect([answer.status, Object.keys(answer.json)]).toEqual([400, ["subdomain"]]);
  }
  expect((await root.send("GET", "/api/v1/tenants/")).status).toBe(200);
});

describe("two schools", () => {
  let one: School;
  let two: School;
  beforeAll(async () => {
    [one, two] = [await create(root, "suite-a", PROVISIONED), await create(root, "suite-b", PROVISIONED)];
  });

  test("share no sequence, and no key of one points into the other", async () => {
    const owned = await platform.core.db.queryPlatform<{ schema: string; owner: string }>(sql`
      select s.relnamespace::regnamespace::text as schema, t.relnamespace::regnamespace::text as owner
      from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i') join pg_class t on t.oid = d.refobjid
      where s.relkind = 'S' and s.relnamespace::regnamespace::text in ('suite_a', 'suite_b')`);
    expect(owned.length).toBeGreaterThan(0);
    for (const { schema, owner } of owned) expect(owner).toBe(schema);
    const keys = await platform.core.db.queryPlatform<{ schema: string; count: number; strays: number }>(sql`
      select connamespace::regnamespace::text as schema, count(*) as count,
        count(*) filter (where r.relnamespace <> connamespace) as strays
      from pg_constraint join pg_class r on r.oid = confrelid
      where contype = 'f' and connamespace::regnamespace::text in ('suite_a', 'suite_b') group by 1 order by 1`);
    expect(keys.map(({ schema, strays }) => [schema, strays])).toEqual([
      ["suite_a", 0],
      ["suite_b", 0],
    ]);
    expect(keys[0]?.count).toBe(keys[1]?.count);
  });

  test("share no user: one's is nobody on the other's host, a user without any rights included", async () => {
    await addUser(platform, one.domain_url, { email: "seul@x.fr", lastName: "", password: PASSWORD });
    const token = await platform.tokenOf(one.domain_url, "seul@x.fr");
    const status = async (host: string, path: string) => (await root.send("GET", path, { host, token })).status;
    for (const path of ["/api/v1/current-tenant/info/", "/api/v1/auth/profile/"]) {
      const hosts = [one.domain_url, two.domain_url, BASE_DOMAIN];
      expect(await Promise.all(hosts.map((host) => status(host, path)))).toEqual([200, 401, 401]);
    }
  });

  test("have their usage counted, not found by walking the disk", async () => {
    const target = await platform.core.resolver.resolve(two.domain_url);
    if (target.kind !== "tenant") throw new Error("the school does not answer");
    const used = async () => (await root.send("GET", `/api/v1/tenants/${two.id}/stats/`)).json.storage_used_gb;
    const area = join(platform.dataDir, "mediafiles", `tenant_${two.id}`, "documents");
    mkdirSync(area, { recursive: true });
    writeFileSync(join(area, "stray"), "x".repeat(20_000_000));
    expect(await used()).toBe(0);
    await platform.core.db.queryTenant(target.tenant, sql`update storage_counters set used_bytes = ${2 * 1024 ** 3}`);
    expect(await used()).toBe(2);
  });
});

test("a deleted tenant is marked for a purge", async () => {
  const school = await create(root, "supprimee");
  expect((await root.send("DELETE", `/api/v1/tenants/${school.id}/`)).status).toBe(204);
  const rows = await platform.core.db.queryPlatform<{ days: number }>(
    sql`select extract(day from purge_after - deleted_at)::integer as days from tenants where id = ${school.id}`,
  );
  expect(rows).toEqual([{ days: 30 }]);
  expect(await themeOf(school.domain_url)).toBe(404);
});

test("a domain that changes hands is its new owner's at once, back and forth", async () => {
  const [one, two] = [await create(root, "premiere"), await create(root, "seconde")];
  const domain = "main.exemple.fr";
  expect(await themeOf(domain)).toBe(404);
  for (const [owner, name] of [
    [one, "premiere"],
    [two, "seconde"],
    [one, "premiere"],
  ] as const) {
    const added = await root.send("POST", `/api/v1/tenants/${owner.id}/add_domain/`, { json: { domain } });
    expect(await themeOf(domain)).toBe(name);
    await execute(platform.core, removeDomain, OPERATOR, { tenantId: owner.id, id: String(added.json.id) });
    // Another process may serve the requests; it hears of the change, at once but not in the same instant.
    await vi.waitFor(async () => expect(await themeOf(domain)).toBe(404), { timeout: 1_000, interval: 5 });
  }
});
