import { createPool, type Pool, rawSql, sql, sqlstateOf, transaction } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withFiles } from "../../../../tests/harness/bundle.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tests/harness/database.ts";
import { applyMigrations } from "./apply.ts";
import type { Migration } from "./bundle.ts";

let database: TestDatabase;
let owner: Pool;
let count = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = createPool({ url: database.url, max: 6 });
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const files = (...more: string[][]) => withFiles("tenant", [], more);
const TABLE = ["create table pupils (name text)"];
const ROW = ["insert into pupils values ('Cosette')"];

/** A new, empty schema, and what can be done to it. */
async function newSchema() {
  const schema = `s${count++}`;
  const opening = [rawSql(`select set_config('search_path', '${schema}', true)`)];
  await transaction(owner, [], (tx) => tx.query(rawSql(`create schema ${schema}`)));
  return {
    schema,
    apply: async (migrations: readonly Migration[], fake = false, roles: Record<string, string> = {}) => {
      const applied = await transaction(owner, opening, (tx) =>
        applyMigrations(tx, { schema, migrations, roles, fake }),
      );
      return applied.map(({ version }) => version);
    },
    read: <T>(text: string) => transaction(owner, opening, (tx) => tx.query<T>(rawSql(text))),
    tables: () =>
      transaction(owner, opening, (tx) =>
        tx.query<{ name: string }>(sql`select relname as name from pg_class
          where relnamespace = ${schema}::regnamespace and relkind = 'r' order by relname`),
      ).then((rows) => rows.map(({ name }) => name)),
  };
}

describe("applyMigrations", () => {
  test("runs what is missing, oldest first, and writes it down", async () => {
    const { apply, read } = await newSchema();
    expect(await apply(files(TABLE))).toEqual([1]);
    const all = files(TABLE, ROW, ROW);
    expect(await apply(all)).toEqual([2, 3]);
    expect(await apply(all)).toEqual([]);
    expect(await read("select name from pupils")).toHaveLength(2);
    const ledger = await read("select version, file, checksum, faked from migration_ledger order by version");
    expect(ledger).toEqual(all.map(({ version, file, checksum }) => ({ version, file, checksum, faked: false })));
  });

  test("a failure in the third file leaves nothing of the first two of that run", async () => {
    const { apply, tables } = await newSchema();
    await expect(apply(files(TABLE, ROW, ["select nope"]))).rejects.toMatchObject({ code: "migration_failed" });
    expect(await tables()).toEqual([]);
    await apply(files(TABLE));
    await expect(apply(files(TABLE, ["create table clubs (x int)"], ROW, ["select nope"]))).rejects.toThrow();
    expect(await tables()).toEqual(["migration_ledger", "pupils"]);
    expect(await apply(files(TABLE, ROW))).toEqual([2]);
  });

  test("refuses a changed file, and a schema ahead of it, without touching anything", async () => {
    const { schema, apply, tables } = await newSchema();
    await apply(files(TABLE, ROW));
    const changed = files(["create table pupils (name text not null)"], ROW, ["create table clubs (x int)"]);
    await expect(apply(changed)).rejects.toMatchObject({
      code: "migration_changed",
      fields: { file: "tenant/0001_test.sql", schema },
    });
    await expect(apply(files(TABLE))).rejects.toMatchObject({
      code: "schema_ahead",
      fields: { schema, version: 2, supported: 1 },
    });
    expect(await tables()).toEqual(["migration_ledger", "pupils"]);
  });

  test("fakes: writes down what it does not run", async () => {
    const { apply, read, tables } = await newSchema();
    expect(await apply(files(TABLE, ["select nope"]), true)).toEqual([1, 2]);
    expect(await tables()).toEqual(["migration_ledger"]);
    expect(await read("select version, faked from migration_ledger order by version")).toEqual([
      { version: 1, faked: true },
      { version: 2, faked: true },
    ]);
    expect(await apply(files(TABLE, ["select nope"]))).toEqual([]);
    expect(await apply(files(TABLE, ["select nope"], ["create table clubs (x int)"]))).toEqual([3]);
    expect(await read("select faked from migration_ledger where version = 3")).toEqual([{ faked: false }]);
  });

  test("of several at once on one schema one does the work, and each file runs once", async () => {
    const { apply, read } = await newSchema();
    const all = files(TABLE, ROW, ROW, ROW);
    const done = await Promise.all([apply(all), apply(all), apply(all), apply(all)]);
    expect(done.flat()).toEqual([1, 2, 3, 4]);
    expect(await read("select name from pupils")).toHaveLength(3);
  });

  test("schemas do not wait for each other", async () => {
    const [one, two] = [await newSchema(), await newSchema()];
    const held = transaction(owner, [rawSql(`select set_config('search_path', '${one.schema}', true)`)], async (tx) => {
      await applyMigrations(tx, { schema: one.schema, migrations: files(TABLE), roles: {} });
      return two.apply(files(TABLE));
    });
    expect(await held).toEqual([1]);
  });
});

describe("a migration that fails", () => {
  async function faultOf(statements: string[], roles: Record<string, string> = {}) {
    const { schema, apply } = await newSchema();
    const error = await apply(files(TABLE, statements), false, roles).catch((caught) => caught);
    return { schema, error };
  }

  test("names the file, the line, the schema, the SQLSTATE and PostgreSQL's own sentence", async () => {
    const { schema, error } = await faultOf(["select 1", "insert into missing values (1)", "select 2"]);
    expect(error).toMatchObject({
      code: "migration_failed",
      fields: {
        file: "tenant/0002_test.sql",
        line: 11,
        schema,
        sqlstate: "42P01",
        reason: 'relation "missing" does not exist',
      },
    });
    expect(sqlstateOf(error.cause)).toBe("42P01");
  });

  test.each([
    ["in the middle of a statement", "select\n  'é𝕊',\n  nope\n  from pupils", 3],
    ["where PostgreSQL says only which statement", "insert into pupils\nselect null\nunion all\nselect 1/0", 1],
    ["in its first line", "select nope,\n 1", 1],
  ])("names the line of the fault %s", async (_, statement, line) => {
    const { error } = await faultOf([statement]);
    expect(error.fields.line).toBe(line);
  });

  test("names that line also behind a role's name that is longer than its placeholder", async () => {
    const role = `pepro_0a1b2c3d_${"x".repeat(32)}`;
    const { error } = await faultOf(['select 1 as "pepro:tenant",\n\n  nope\n\n\n\n\n\n'], { tenant: role });
    expect(error.fields).toMatchObject({ sqlstate: "42703", line: 3 });
  });

  test("tells of the first fault of a run, not of what it brought with it", async () => {
    const { error } = await faultOf(["select 1", "select first_fault", "select second_fault", "select 3"]);
    expect(error.fields.reason).toContain("first_fault");
  });
});

describe("role placeholders", () => {
  test("become the names of the roles, quoted; unknown ones stay and fail by name", async () => {
    const role = `Pepro"${count}`;
    await transaction(owner, [], (tx) => tx.query(rawSql(`create role "${role.replace('"', '""')}"`)));
    const { apply, read } = await newSchema();
    await apply(files(TABLE, ['grant select on pupils to "pepro:tenant"']), false, { tenant: role });
    const grantees = "select distinct grantee from information_schema.role_table_grants where table_name = 'pupils'";
    expect(await read<{ grantee: string }>(`${grantees} and grantee like 'Pepro%'`)).toEqual([{ grantee: role }]);
    await expect(
      apply(files(TABLE, ['grant select on pupils to "pepro:tenant"'], ['grant select on pupils to "pepro:nobody"'])),
    ).rejects.toMatchObject({ fields: { sqlstate: "42704", reason: 'role "pepro:nobody" does not exist' } });
    await read(`drop owned by "${role.replace('"', '""')}"`);
    await read(`drop role "${role.replace('"', '""')}"`);
  });
});
