import { addDomain, execute } from "@pepro/core";
import { type Connection, openConnection, rawSql, sql, sqlstateOf, type TenantPlace } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";
import { runtimeUrlOf } from "../harness/runtime-login.ts";
import { askDatabase } from "./support/doors.ts";

let platform: TestPlatform;
let owner: Connection;
let a: TenantPlace;

beforeAll(async () => {
  platform = await openPlatform();
  a = await place();
  owner = await openConnection({ url: platform.databaseUrl });
});
afterAll(async () => {
  await owner.end();
  await platform.close();
});

async function place(): Promise<TenantPlace> {
  const school = await platform.openSchool();
  const target = await platform.core.resolver.resolve(school.domainUrl);
  if (target.kind !== "tenant") throw new Error("the school does not answer on its host");
  return target.tenant;
}

describe("an extension that reaches other servers", () => {
  test("is closed to schools at the next start", async (context) => {
    const available = await owner.send(sql`select name from pg_available_extensions where name = 'dblink'`);
    if (available.length === 0) return context.skip();
    await owner.send(rawSql("create schema extensions"));
    await owner.send(rawSql("create extension dblink schema extensions"));
    await owner.send(rawSql("grant usage on schema extensions to public"));
    const ask = async (text: string) => askDatabase(await runtimeUrlOf(platform), a, text);
    const reach = "select extensions.dblink_connect('dbname=' || current_database())";
    expect(await ask(reach)).not.toMatchObject({ refused: "42501" });
    await (await platform.another()).close();
    expect(await ask(reach)).toMatchObject({ refused: "42501" });
  });
});

describe("the runtime login, outside a school's transaction", () => {
  let bare: Connection;
  beforeAll(async () => {
    bare = await openConnection({ url: await runtimeUrlOf(platform) });
  });
  afterAll(() => bare.end());

  const refusal = async (text: string) => sqlstateOf(await bare.send(rawSql(text)).catch((error) => error));

  test("finds nothing by an unqualified name", async () => {
    expect(await refusal("select id from tenants")).toBe("42P01");
    expect(await refusal("select id from users")).toBe("42P01");
  });

  test("has no rights of any school by being its member", async () => {
    expect(await refusal(`select email from ${a.schema}.users`)).toBe("42501");
    const rights = await bare.send(sql`select c.relname as name from pg_class c
      where c.relnamespace = ${a.schema}::regnamespace and c.relkind in ('r', 'S')
        and (case c.relkind when 'r' then has_table_privilege(c.oid, 'select, insert, update, delete')
          else has_sequence_privilege(c.oid, 'usage, select, update') end)`);
    expect(rights).toEqual([]);
  });

  test("is no superuser, makes no roles or databases, inherits nothing and owns nothing", async () => {
    const [role] =
      await bare.send(sql`select rolsuper, rolcreaterole, rolcreatedb, rolinherit, rolbypassrls, rolreplication
      from pg_roles where rolname = current_user`);
    expect(Object.values(role ?? {})).toEqual([false, false, false, false, false, false]);
    const owned = await bare.send(sql`select oid from pg_class where pg_get_userbyid(relowner) = current_user`);
    expect(owned).toEqual([]);
  });

  test.each([
    "create schema loot",
    "create table public.loot (x int)",
    "create temporary table loot (x int)",
    "create role loot",
  ])("is refused %s", async (text) => {
    expect(await refusal(text)).toBe("42501");
  });

  test.each([
    "update public.audit_entries set outcome = 'done'",
    "delete from public.audit_entries",
    "truncate public.audit_entries",
  ])("does not change the trail: %s", async (text) => {
    expect(await refusal(text)).toBe("42501");
  });

  test("does not write the ledgers", async () => {
    expect(await refusal("delete from public.migration_ledger")).toBe("42501");
    expect(await refusal("update public.installation set installation_id = 'ffffffff'")).toBe("42501");
  });

  test("still serves: what the application does works under these rights", async () => {
    const school = await platform.openSchool();
    await execute(platform.core, addDomain, OPERATOR, { tenantId: school.id, domain: "zola.example.fr" });
    const response = await platform.fetch("zola.example.fr", "/api/v1/current-tenant/theme/");
    expect(response.status).toBe(200);
  });
});
