import type { TenantView } from "@pepro/contracts";
import {
  createTenant,
  drainPool,
  execute,
  fillSpares,
  findDrift,
  getPoolStatus,
  getProvisioning,
  provisionTenant,
} from "@pepro/core";
import { type Connection, openConnection, type Row, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, schoolInput, type TestPlatform } from "../harness/index.ts";

let platform: TestPlatform;
/** Another process on the same database. */
let other: TestPlatform;
let owner: Connection;
beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  other = await platform.another();
  owner = await openConnection({ url: platform.databaseUrl });
});
afterAll(async () => {
  await owner.end();
  await other.close();
  await platform.close();
});
beforeEach(() => execute(platform.core, drainPool, OPERATOR, {}));

const query = <T = Row>(text: string) => owner.send<T>(rawSql(text));
const fill = (size: number) => execute(platform.core, fillSpares, OPERATOR, { size });
const status = () => execute(platform.core, getPoolStatus, OPERATOR, {});
const register = async () => (await execute(platform.core, createTenant, OPERATOR, schoolInput())).tenant;

type Spare = { id: string; schema: string; role: string };
const spares = () =>
  owner.send<Spare>(sql`select id, schema_name as schema, role_name as role from public.spare_schemas order by id`);

async function roleOf({ id }: TenantView): Promise<string> {
  const [row] = await owner.send<{ role: string }>(sql`select role_name as role from public.tenants where id = ${id}`);
  return row?.role ?? "";
}

describe("several schools opened at once", () => {
  beforeEach(() => fill(3));

  test("in two processes get a spare each as long as there are any, and the others are made", async () => {
    const [before, registered] = [await spares(), await Promise.all(Array.from({ length: 6 }, register))];
    const opened = await Promise.all(
      registered.map(({ id }, index) =>
        execute((index % 2 === 0 ? platform : other).core, provisionTenant, OPERATOR, { id }),
      ),
    );
    const roles = await Promise.all(opened.map(({ tenant }) => roleOf(tenant)));
    expect(new Set(roles).size).toBe(6);
    const adopted = roles.filter((role) => before.some((spare) => spare.role === role));
    expect(adopted).toHaveLength(3);
    expect(await spares()).toEqual([]);
    const { schools } = await execute(platform.core, findDrift, OPERATOR, {});
    expect(schools.filter(({ state }) => state !== "same")).toEqual([]);
  });

  test("of one school: one is told that it is open, and no spare is lost", async () => {
    const { id } = await register();
    const both = await Promise.allSettled(
      [platform, other].map(({ core }) => execute(core, provisionTenant, OPERATOR, { id })),
    );
    const refused = both.filter(({ status: outcome }) => outcome === "rejected");
    expect(refused).toMatchObject([{ reason: { code: "already_provisioned" } }]);
    expect(await status()).toMatchObject({ ready: 2 });
  });
});

describe("a spare that cannot be used", () => {
  test("because its schema is gone is forgotten, and the school made", async () => {
    await fill(1);
    const [spare] = await spares();
    await query(`drop schema "${spare?.schema}" cascade`);
    const school = await platform.openSchool();
    expect(await roleOf(school)).toBe(platform.core.installation.roles.tenant(school.id));
    expect(await spares()).toEqual([]);
    await query(`drop role "${spare?.role}"`);
  });

  test("because its name was given to somebody else's schema is left where it is", async () => {
    await fill(1);
    const [spare] = await spares();
    await query(`comment on schema "${spare?.schema}" is 'mine'`);
    const school = await platform.openSchool();
    expect(school.state).toBe("ready");
    expect(await spares()).toEqual([]);
    const [left] = await query(`select to_regnamespace('${spare?.schema}') is not null as there`);
    expect(left).toEqual({ there: true });
    await query(`drop schema "${spare?.schema}" cascade`);
    await query(`drop role "${spare?.role}"`);
  });

  test("because its ledger says something else is set aside, the school made, and the next filling removes it", async () => {
    await fill(1);
    const [spare] = await spares();
    await query(`update "${spare?.schema}".migration_ledger set checksum = 'other' where version = 1`);
    const school = await platform.openSchool();
    expect(school.state).toBe("ready");
    expect(await status()).toMatchObject({ ready: 0, unusable: 1 });
    expect(await fill(0)).toMatchObject({ removed: 1, status: { unusable: 0 } });
    const [left] = await query(
      `select to_regnamespace('${spare?.schema}') as schema, to_regrole('${spare?.role}') as role`,
    );
    expect(left).toEqual({ schema: null, role: null });
  });
});

describe("across releases", () => {
  const newer = () => ({
    ...platform.core,
    migrations: bundleWith(platform.core.migrations, { tenant: [["create table clubs (id uuid not null)"]] }),
  });

  test("an older spare serves a newer program, which brings it up to date as it opens the school", async () => {
    await fill(1);
    const core = newer();
    const { id } = await register();
    const { tenant } = await execute(core, provisionTenant, OPERATOR, { id });
    expect(tenant.schemaVersion).toBe(core.migrations.tenant.length);
    expect(await spares()).toEqual([]);
    const { run } = await execute(platform.core, getProvisioning, OPERATOR, { id });
    expect(run?.steps.find(({ step }) => step === "tables")).toMatchObject({ state: "done" });
    const [there] = await query(`select to_regclass('${tenant.schemaName}.clubs') is not null as clubs`);
    expect(there).toEqual({ clubs: true });
  });

  test("a newer program's filling brings older spares up to date; an older program leaves those alone", async () => {
    await fill(2);
    expect(await execute(newer(), fillSpares, OPERATOR, { size: 2 })).toMatchObject({ made: 0, updated: 2 });
    expect(await status()).toMatchObject({ ready: 0, behind: 0, foreign: 2 });
    const school = await platform.openSchool();
    expect(await roleOf(school)).toBe(platform.core.installation.roles.tenant(school.id));
    expect(await fill(1)).toMatchObject({ made: 1, removed: 0, status: { ready: 1, foreign: 2 } });
    expect(await execute(newer(), getPoolStatus, OPERATOR, {})).toMatchObject({ ready: 2, behind: 1, foreign: 0 });
  });
});
