import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkInstallation,
  createTenant,
  deactivateTenant,
  examineIsolation,
  execute,
  type MigrationBundle,
  migrateTenants,
} from "@pepro/core";
import { type Connection, openConnection, quoteIdentifier, rawSql, sql } from "@pepro/db";
import { type OpenCore, openCore, SILENT_LOG } from "@pepro/runtime";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { BASE_DOMAIN, createTestDatabase, OPERATOR, SECRET, schoolInput } from "../harness/index.ts";
import { runtimeUrlOf } from "../harness/runtime-login.ts";
import { askDatabase } from "./support/doors.ts";

// A managed PostgreSQL gives no superuser: an owner of the database that may create roles, and nothing more.
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let superuser: Connection;
let ownerUrl: string;
const ownerRole = `pepro_owner_${Date.now().toString(36)}${process.pid}`;
const dataDir = mkdtempSync(join(tmpdir(), "pepro-files-"));
const opened: OpenCore[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = await openConnection({ url: database.url });
  const url = new URL(database.url);
  const name = quoteIdentifier(url.pathname.slice(1));
  await superuser.send(rawSql(`create role ${ownerRole} login createrole password 'owner'`));
  await superuser.send(rawSql(`alter database ${name} owner to ${ownerRole}`));
  url.username = ownerRole;
  url.password = "owner";
  ownerUrl = url.href;
});
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  await superuser.end();
  await database.drop();
  const server = await openConnection({ url: process.env.PEPRO_TEST_URL ?? "" });
  await server.send(rawSql(`drop role ${ownerRole}`));
  await server.end();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(bundle: MigrationBundle = SMALL_SCHOOLS): Promise<OpenCore> {
  const core = await openCore({
    configuration: { baseDomain: BASE_DOMAIN, mainHosts: [BASE_DOMAIN], dataDir, runtimeDatabaseUrl: undefined },
    ownerUrl,
    secret: SECRET,
    migrations: bundle,
    log: SILENT_LOG,
    applicationName: "pepro-test",
  });
  opened.push(core);
  return core;
}

async function openSchool({ core }: OpenCore) {
  const { tenant, admin } = await execute(core, createTenant, OPERATOR, { ...schoolInput(), provisionNow: true });
  const target = await core.resolver.resolve(tenant.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  return { id: tenant.id, host: tenant.domainUrl, admin, place: target.tenant };
}

describe("on a server where the owner is no superuser", () => {
  test("schools are opened, and their first administrator comes in", async () => {
    const platform = await open();
    const { admin, place } = await openSchool(platform);
    const scope = { kind: "tenant", tenant: place } as const;
    const credentials = { email: admin?.email ?? "", password: admin?.password ?? "" };
    const { user } = await platform.core.auth.tokens.logIn(scope, credentials, { ipAddress: null, userAgent: null });
    expect(user).toMatchObject({ userType: "admin", email: admin?.email });
  });

  test("they are apart from each other and from the platform", async () => {
    const platform = await open();
    const [one, two] = [await openSchool(platform), await openSchool(platform)];
    const runtimeUrl = await runtimeUrlOf({ databaseUrl: ownerUrl, core: platform.core });
    for (const text of [
      `select email from ${two.place.schema}.users`,
      "select email from public.users",
      "create table loot (x int)",
      "create temporary table loot (x int)",
      "create table public.loot (x int)",
      "delete from migration_ledger",
      "delete from audit_entries",
    ]) {
      expect(await askDatabase(runtimeUrl, one.place, text), text).toMatchObject({ refused: "42501" });
    }
  });

  test("a second start changes nothing, and two processes hear each other", async () => {
    const [here, there] = await Promise.all([open(), open()]);
    expect(here.core.installation).toEqual({ ...there.core.installation, roles: expect.anything() });
    const school = await openSchool(here);
    await there.core.resolver.resolve(school.host);
    await execute(here.core, deactivateTenant, OPERATOR, { id: school.id });
    await vi.waitFor(
      () => expect(there.core.resolver.resolve(school.host)).rejects.toMatchObject({ code: "tenant_inactive" }),
      { timeout: 10_000, interval: 5 },
    );
  });

  test("the doctor names what only the server's superuser could close, and nothing else gets through", async () => {
    const { core } = await open();
    const { findings } = await execute(core, checkInstallation, OPERATOR, undefined);
    expect(findings.filter(({ verdict }) => verdict === "broken")).toEqual([]);
    const possible = findings.filter(({ verdict }) => verdict === "possible");
    expect(possible.map(({ check }) => check)).toEqual(["functions", "languages", "limits"]);
    expect(possible[0]?.items).toEqual(expect.arrayContaining(["pg_catalog.set_config", "pg_catalog.query_to_xml"]));

    const app = () => async () => new Response(null, { status: 404 });
    const { probes } = await execute(core, examineIsolation, OPERATOR, { app });
    const by = (outcome: string) => probes.filter((each) => each.outcome === outcome);
    expect(by("through")).toEqual([]);
    expect(by("possible").map(({ probe }) => probe)).toEqual(expect.arrayContaining(["role_function", "climb"]));
    // Nothing is known of hosts where no application answers, and that is said.
    expect(new Set(by("failed").map(({ layer }) => layer))).toEqual(new Set(["hosts"]));
    const left = await superuser.send(sql`select nspname from pg_namespace where nspname like 'doctor\\_%'`);
    expect(left).toEqual([]);
  });

  test("later migrations run, shared ones with their grants and each school's", async () => {
    const school = await openSchool(await open());
    const more = bundleWith(SMALL_SCHOOLS, {
      public: [["create table holidays (name text)", 'grant select on holidays to "pepro:tenants"']],
      tenant: [["create table clubs (name text)"]],
    });
    const { core } = await open(more);
    const { schools } = await execute(core, migrateTenants, OPERATOR, { schema: school.place.schema });
    expect(schools).toMatchObject([{ state: "done" }]);
    expect(await core.db.queryTenant(school.place, sql`select name from public.holidays`)).toEqual([]);
    expect(await core.db.queryTenant(school.place, sql`insert into clubs (name) values ('x') returning name`)).toEqual([
      { name: "x" },
    ]);
  });
});
