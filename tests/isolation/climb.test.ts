import { addDomain, execute } from "@pepro/core";
import { type Connection, openConnection, rawSql, sql, sqlstateOf, type TenantPlace } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";
import { runtimeUrlOf } from "../harness/runtime-login.ts";

let platform: TestPlatform;
let owner: Connection;
let a: TenantPlace;
let b: TenantPlace;

beforeAll(async () => {
  platform = await openPlatform();
  [a, b] = [await place(), await place()];
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

const inA = (text: string) => platform.core.db.queryTenant(a, rawSql(text));
const refusalOf = async (text: string) => sqlstateOf(await inA(text).catch((error) => error));
const readB = () => `select email from ${b.schema}.users`;

describe("one statement of a school", () => {
  beforeEach(async () => {
    expect(await inA("select current_user as user")).toEqual([{ user: a.role }]);
  });

  test.each<[string, () => string]>([
    ["reading another school's table by name", readB],
    ["writing to it", () => `update ${b.schema}.users set email = 'mine@example.fr'`],
    ["reading the platform's schools", () => "select schema_name from public.tenants"],
    ["reading the platform's users", () => "select email from public.users"],
    ["reading the platform's sessions", () => "select token_hash from public.sessions"],
    ["reading the installation", () => "select installation_id from public.installation"],
    ["set_config", () => `select set_config('role', '${b.role}', true)`],
    [
      "set_config and a query that runs behind it",
      () => `select set_config('role', '${b.role}', true), query_to_xml('${readB()}', true, true, '')`,
    ],
    ["the view behind set_config", () => `update pg_settings set setting = '${b.role}' where name = 'role'`],
    ["a block of code", () => `do $$ begin execute 'set role ${b.role}'; execute '${readB()}'; end $$`],
    ["a block of SQL", () => `do language sql $$ ${readB()} $$`],
    ["SET SESSION AUTHORIZATION", () => `set session authorization ${b.role}`],
    ["query_to_xml", () => "select query_to_xml('select 1', true, true, '')"],
    ["table_to_xml", () => "select table_to_xml('users', true, true, '')"],
    ["schema_to_xml", () => `select schema_to_xml('${a.schema}', true, true, '')`],
    ["ts_stat", () => "select ts_stat('select to_tsvector(email) from users')"],
    ["a large object", () => "select lo_create(0)"],
    ["a file of the server", () => "select pg_read_file('postgresql.conf')"],
    ["a folder of the server", () => "select pg_ls_dir('.')"],
    ["a program of the server", () => "copy users from program 'true'"],
    ["the roles' passwords", () => "select rolpassword from pg_authid"],
    ["a membership", () => `grant ${b.role} to ${a.role}`],
    ["another's connection", () => "select pg_terminate_backend(pid) from pg_stat_activity where usename is not null"],
    ["telling the processes what to forget", () => "select pg_notify('pepro_tenants', '*')"],
  ])("is refused %s", async (_, text) => {
    expect(await refusalOf(text())).toBe("42501");
  });

  test.each([
    "table loot (x int)",
    "temporary table loot (x int)",
    "table public.loot (x int)",
    "view loot as select 1 as one",
    "materialized view loot as select 1 as one",
    "function loot() returns int language sql as 'select 1'",
    "function pg_temp.loot() returns int language sql as 'select 1'",
    "sequence loot",
    "type loot as (x int)",
    "schema loot",
    "role loot",
    "extension pgcrypto",
    "index loot on users (email)",
    "trigger loot after insert on users execute function suppress_redundant_updates_trigger()",
    "rule loot as on insert to users do nothing",
    "policy loot on users",
  ])("creates no %s", async (what) => {
    expect(await refusalOf(`create ${what}`)).toBe("42501");
  });

  test("gives no right on its tables to anybody", async () => {
    const rights = sql`select relacl::text as acl from pg_class where oid = ${`${a.schema}.users`}::regclass`;
    const before = await owner.send(rights);
    await inA("grant select on users to public").catch(() => {});
    await inA(`grant all on users to ${b.role}`).catch(() => {});
    expect(await owner.send(rights)).toEqual(before);
  });

  test.each([
    "drop table users",
    "truncate users",
    "alter table users add column x int",
    "comment on table users is ''",
  ])("is refused %s", async (text) => {
    expect(await refusalOf(text)).toBe("42501");
  });

  test("sees of other connections neither statements nor addresses", async () => {
    const seen = await platform.core.db.queryTenant(
      a,
      sql`select query, client_addr from pg_stat_activity
        where pid <> pg_backend_pid() and usename is not null
          and (query <> '<insufficient privilege>' or client_addr is not null)`,
    );
    expect(seen).toEqual([]);
  });

  test("that switches the role by itself gains nothing, and nobody after it loses anything", async () => {
    const elsewhere = await platform.core.db.withTenant(b, (tx) => tx.query(sql`select email from users`));
    for (let turn = 0; turn < 8; turn++) {
      await Promise.all([inA(`set role ${b.role}`), inA(`set search_path = ${b.schema}`)]);
      expect(await inA("select current_user as user")).toEqual([{ user: a.role }]);
      expect(await platform.core.db.queryTenant(b, sql`select email from users`)).toEqual(elsewhere);
      expect(await platform.core.db.queryPlatform(sql`select current_user as user`)).toEqual([
        { user: platform.core.installation.runtimeRole },
      ]);
    }
  });
});

describe("an extension that reaches other servers", () => {
  test("is closed to schools at the next start", async (context) => {
    const available = await owner.send(sql`select name from pg_available_extensions where name = 'dblink'`);
    if (available.length === 0) return context.skip();
    await owner.send(rawSql("create schema extensions"));
    await owner.send(rawSql("create extension dblink schema extensions"));
    await owner.send(rawSql("grant usage on schema extensions to public"));
    const reach = "select extensions.dblink_connect('dbname=' || current_database())";
    expect(await refusalOf(reach)).not.toBe("42501");
    await (await platform.another()).close();
    expect(await refusalOf(reach)).toBe("42501");
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
