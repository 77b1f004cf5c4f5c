import type { ProvisioningEvent, TenantView } from "@pepro/contracts";
import {
  checkInstallation,
  createTenant,
  execute,
  fillSpares,
  findDrift,
  getProvisioning,
  migrateTenants,
  provisionTenant,
} from "@pepro/core";
import { type Connection, openConnection, quoteLiteral, type Row, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleWith } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";

let platform: TestPlatform;
let owner: Connection;
beforeAll(async () => {
  platform = await openPlatform();
  owner = await openConnection({ url: platform.databaseUrl });
});
afterAll(async () => {
  await owner.end();
  await platform.close();
});

const query = <T = Row>(text: string) => owner.send<T>(rawSql(text));
const fill = (size: number) => execute(platform.core, fillSpares, OPERATOR, { size });
const register = async () => (await execute(platform.core, createTenant, OPERATOR, schoolInput())).tenant;

type Spare = { id: string; schema: string; role: string };
const spares = () =>
  owner.send<Spare>(sql`select id, schema_name as schema, role_name as role from public.spare_schemas order by id`);

async function roleOf({ id }: TenantView): Promise<string> {
  const [row] = await owner.send<{ role: string }>(sql`select role_name as role from public.tenants where id = ${id}`);
  return row?.role ?? "";
}

const stepsOf = async ({ id }: TenantView) => {
  const { run } = await execute(platform.core, getProvisioning, OPERATOR, { id });
  return run?.steps.map(({ step, state }): [string, ProvisioningEvent["state"] | "waiting"] => [step, state]);
};

/** Every catalog that says a name, of anything in the database. */
async function catalogsSaying(name: string): Promise<string[]> {
  const tables = await query<{ name: string }>(`select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r' and c.relname not in ('pg_statistic', 'pg_largeobject')`);
  const said: string[] = [];
  for (const table of tables) {
    const [row] = await query<{ count: number }>(
      `select count(*) from ${table.name} t where strpos(t::text, ${quoteLiteral(name)}) > 0`,
    );
    if (row?.count) said.push(table.name);
  }
  return said;
}

describe("a school opened with a spare", () => {
  let school: TenantView;
  let spare: Spare;
  let password: string;
  beforeAll(async () => {
    await fill(1);
    [spare] = (await spares()) as unknown as [Spare];
    const registered = await register();
    const opened = await execute(platform.core, provisionTenant, OPERATOR, { id: registered.id });
    school = opened.tenant;
    password = opened.admin?.password ?? "";
  });

  test("has the spare's tables under its own name, and the spare's role", async () => {
    expect(await spares()).toEqual([]);
    expect(await roleOf(school)).toBe(spare.role);
    const [there] = await query(
      `select to_regnamespace('${spare.schema}') as spare, to_regnamespace('${school.schemaName}')::text as own`,
    );
    expect(there).toEqual({ spare: null, own: school.schemaName });
  });

  test("is one that nothing in the catalogs tells from one that was provisioned", async () => {
    const provisioned = await platform.openSchool();
    const { schools } = await execute(platform.core, findDrift, OPERATOR, {});
    const found = schools.filter(({ tenantId }) => [school.id, provisioned.id].includes(tenantId));
    expect(found.map(({ state, differences }) => ({ state, differences }))).toEqual([
      { state: "same", differences: [] },
      { state: "same", differences: [] },
    ]);
  });

  test("is called by the spare's name nowhere in the catalogs", async () => {
    // A way of asking that finds nothing of what is there would be no test.
    expect(await catalogsSaying(school.schemaName)).toContain("pg_namespace");
    expect(await catalogsSaying(spare.schema)).toEqual([]);
  });

  test("answers, its administrator comes in, and its rows are written", async () => {
    await platform.tokenOf(school.domainUrl, `contact@${school.school.subdomain}.fr`, password);
    await platform.addMember(school, "ada@example.fr", "teacher");
    await platform.tokenOf(school.domainUrl, "ada@example.fr");
  });

  test("told of its steps: its tables were there", async () => {
    expect(await stepsOf(school)).toEqual([
      ["claim", "done"],
      ["schema", "done"],
      ["tables", "skipped"],
      ["admin", "done"],
      ["files", "done"],
      ["ready", "done"],
    ]);
  });

  test("is migrated as every other", async () => {
    const core = {
      ...platform.core,
      migrations: bundleWith(platform.core.migrations, { tenant: [["create table clubs (id uuid not null)"]] }),
    };
    const { run } = await execute(core, migrateTenants, OPERATOR, { schema: school.schemaName });
    expect(run.counts).toMatchObject({ done: 1, failed: 0 });
    await query(`drop table "${school.schemaName}".clubs`);
    await query(`delete from "${school.schemaName}".migration_ledger where file like '%test.sql'`);
    const version = core.migrations.tenant.length - 1;
    await query(`update public.tenants set schema_version = ${version} where id = '${school.id}'`);
  });

  test("leaves the doctor nothing to say, nor do the spares that wait", async () => {
    await fill(2);
    const { findings } = await execute(platform.core, checkInstallation, OPERATOR, undefined);
    expect(findings.filter(({ verdict }) => verdict !== "sound")).toEqual([]);
  });
});
