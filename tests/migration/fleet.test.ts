import type { TenantView } from "@pepro/contracts";
import { type Core, execute, type MigrationBundle, migrateTenants } from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrations } from "../../migrations/bundle.gen.ts";
import { bundleWith } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

let platform: TestPlatform;
let other: TestPlatform;
let owner: Connection;
let schools: TenantView[];
let bundle: MigrationBundle = migrations;

beforeAll(async () => {
  platform = await openPlatform();
  other = await platform.another();
  owner = await openConnection({ url: platform.databaseUrl });
  schools = await Promise.all([1, 2, 3].map(() => platform.openSchool()));
  schools.sort((left, right) => (left.schemaName < right.schemaName ? -1 : 1));
});
afterAll(async () => {
  await owner.end();
  await other.close();
  await platform.close();
});

/** The same process once it is deployed with one more tenant file. */
function deploy(statements: readonly string[], core: Core = platform.core): Core {
  return { ...core, migrations: bundleWith(bundle, { tenant: [statements] }) };
}

async function migrate(core: Core, input: object = {}) {
  const { schools } = await execute(core, migrateTenants, OPERATOR, input);
  return schools;
}

async function versions(): Promise<{ mirror: number[]; ledgers: number[] }> {
  const mirrors = await owner.send<{ version: number }>(
    sql`select schema_version as version from tenants order by schema_name`,
  );
  const ledgers = await Promise.all(
    schools.map(({ schemaName }) =>
      owner.send<{ version: number }>(rawSql(`select max(version) as version from ${schemaName}.migration_ledger`)),
    ),
  );
  return { mirror: mirrors.map(({ version }) => version), ledgers: ledgers.map(([row]) => row?.version ?? 0) };
}

const everywhere = (version: number) => ({ mirror: [version, version, version], ledgers: [version, version, version] });

test("two processes that migrate the same schools at once apply each file once", async () => {
  const statements = ["create table runs (at timestamptz)", "insert into runs values (now())"];
  const [here, there] = [deploy(statements), deploy(statements, other.core)];
  const [first, second] = await Promise.all([migrate(here, { wait: true }), migrate(there, { wait: true })]);
  const done = [...first, ...second].map(({ state }) => state);
  expect(done).toEqual(["done", "done", "done"]);
  for (const { schemaName } of schools) {
    expect(await owner.send(rawSql(`select at from ${schemaName}.runs`))).toHaveLength(1);
  }
  bundle = here.migrations;
  expect(await versions()).toEqual(everywhere(bundle.tenant.length));
});

test("one school's failure stops no other, leaves nothing in that school, and is mended by running again", async () => {
  const failing = schools[1]?.schemaName ?? "";
  const next = deploy([
    "create table clubs (name text)",
    "alter table users add column badge text not null default ''",
  ]);
  await owner.send(rawSql(`alter table ${failing}.users add column badge text`));
  const outcomes = await migrate(next);
  expect(outcomes.map(({ state }) => state)).toEqual(["done", "failed", "done"]);
  expect(outcomes[1]).toMatchObject({
    schema: failing,
    files: [],
    toVersion: null,
    fault: {
      code: "migration_failed",
      file: next.migrations.tenant.at(-1)?.file,
      line: 11,
      statement: "alter table users add column badge text not null default ''",
      sqlstate: "42701",
      fields: { file: next.migrations.tenant.at(-1)?.file, line: 11, schema: failing, sqlstate: "42701" },
    },
  });
  const [left] = await owner.send(sql`select to_regclass(${`${failing}.clubs`}) as clubs`);
  expect(left).toEqual({ clubs: null });

  await owner.send(rawSql(`alter table ${failing}.users drop column badge`));
  expect(await migrate(next)).toMatchObject([{ schema: failing, state: "done" }]);
  bundle = next.migrations;
  expect(await versions()).toEqual(everywhere(bundle.tenant.length));
});

test("a school that somebody holds fails after its time, and the others go on", async () => {
  const held = schools[0]?.schemaName ?? "";
  const next = deploy(["alter table users add column card text"]);
  await owner.send(rawSql("begin"));
  await owner.send(rawSql(`lock table ${held}.users in access share mode`));
  const outcomes = await migrate(next, { lockTimeoutMs: 50, retries: 0 });
  await owner.send(rawSql("rollback"));
  expect(outcomes.map(({ state }) => state)).toEqual(["failed", "done", "done"]);
  expect(outcomes[0]?.fault).toMatchObject({ code: "migration_failed", fields: { sqlstate: "55P03" } });
  expect(await migrate(next, { schema: held })).toMatchObject([{ schema: held, state: "done" }]);
  bundle = next.migrations;
});

test("a school that is newer than the program, or was migrated with another file, is refused by name", async () => {
  const [newer, changed] = schools;
  await owner.send(
    rawSql(`insert into ${newer?.schemaName}.migration_ledger values (99, 'tenant/0099_later.sql', 'x')`),
  );
  await owner.send(rawSql(`update ${changed?.schemaName}.migration_ledger set checksum = 'x' where version = 3`));
  const file = bundle.tenant[2];
  // The control plane's copy says that they are to be looked at.
  await owner.send(sql`update tenants set schema_version = 99 where schema_name = ${newer?.schemaName ?? ""}`);
  await owner.send(sql`update tenants set schema_version = 3 where schema_name = ${changed?.schemaName ?? ""}`);
  const outcomes = await migrate({ ...platform.core, migrations: bundle });
  await owner.send(sql`update tenants set schema_version = ${bundle.tenant.length}`);
  await owner.send(rawSql(`delete from ${newer?.schemaName}.migration_ledger where version = 99`));
  await owner.send(
    rawSql(`update ${changed?.schemaName}.migration_ledger set checksum = '${file?.checksum}' where version = 3`),
  );
  expect(outcomes.map(({ fault }) => fault)).toMatchObject([
    { code: "schema_ahead", fields: { version: 99, supported: bundle.tenant.length } },
    { code: "migration_changed", fields: { file: file?.file, schema: changed?.schemaName } },
  ]);
});

test("a mirror that a killed process left behind is put right without touching the school", async () => {
  await owner.send(sql`update tenants set schema_version = 1`);
  const outcomes = await migrate({ ...platform.core, migrations: bundle });
  expect(outcomes.map(({ state, files }) => [state, files])).toEqual([1, 2, 3].map(() => ["skipped", []]));
  expect(await versions()).toEqual(everywhere(bundle.tenant.length));
});

test("fake records a file as applied and runs nothing of it", async () => {
  const next = deploy(["select this_would_fail"]);
  expect((await migrate(next, { fake: true })).map(({ state }) => state)).toEqual(["done", "done", "done"]);
  bundle = next.migrations;
  expect(await versions()).toEqual(everywhere(bundle.tenant.length));
  expect(await migrate(next)).toEqual([]);
});

test("a school whose schema is gone fails alone", async () => {
  const gone = schools[2]?.schemaName ?? "";
  await owner.send(rawSql(`alter schema ${gone} rename to elsewhere`));
  const outcomes = await migrate(deploy(["create table extra (x int)"]));
  await owner.send(rawSql(`alter schema elsewhere rename to ${gone}`));
  expect(outcomes.map(({ state }) => state)).toEqual(["done", "done", "failed"]);
  expect(await owner.send(sql`select to_regclass('public.extra') as extra`)).toEqual([{ extra: null }]);
});
