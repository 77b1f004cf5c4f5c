import { createPool, type Pool, rawSql, sql, transaction } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withFiles } from "../../../../tests/harness/bundle.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tests/harness/database.ts";
import { interceptPool } from "../../../../tests/harness/intercept.ts";
import { applyMigrations } from "./apply.ts";
import { applyToSchools, type SchoolOutcome } from "./apply-schools.ts";
import type { Migration } from "./bundle.ts";

const MADE = ["create table pupils (name text)"];
const NEXT = [
  "alter table pupils add column class text",
  "insert into pupils (name, class) values ('É\n', 'x; commit')",
];

let database: TestDatabase;
let owner: Pool;
let count = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = createPool({ url: database.url, max: 4 });
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const files = (...more: readonly (readonly string[])[]) => withFiles("tenant", [], [MADE, ...more]);

/** So many schools at version 1. */
async function newSchools(many: number): Promise<string[]> {
  const schemas = Array.from({ length: many }, () => `s${count++}`);
  for (const schema of schemas) {
    await transaction(owner, [], (tx) => tx.query(rawSql(`create schema ${schema}`)));
    const opening = [rawSql(`set local search_path to ${schema}`)];
    await transaction(owner, opening, (tx) => applyMigrations(tx, { schema, migrations: files(), roles: {} }));
  }
  return schemas;
}

async function run(text: string) {
  return transaction(owner, [], (tx) => tx.query<Record<string, unknown>>(rawSql(text)));
}

type How = { lockTimeoutMs?: number; fake?: boolean; versions?: number[] };

/** Outcomes, and the messages that brought them about. */
async function apply(schemas: readonly string[], migrations: readonly Migration[], how: How = {}) {
  const messages: string[] = [];
  const counting = interceptPool(owner, { before: ({ text }) => void messages.push(text) });
  const outcomes = await applyToSchools(
    { owner: counting, migrations, fake: false, lockTimeoutMs: 2_000, since: new Date(), ...how },
    schemas.map((schema, at) => ({ schema, roles: {}, version: how.versions?.[at] ?? 1 })),
  );
  return { outcomes, messages };
}

const kinds = (outcomes: readonly SchoolOutcome[]) => outcomes.map(({ kind }) => kind);
const errorOf = (outcome: SchoolOutcome | undefined) => (outcome?.kind === "failed" ? outcome.error : undefined);
const rowsOf = async (schema: string) => (await run(`select name from ${schema}.pupils`)).length;
const versionsOf = async (schema: string) =>
  (await run(`select version from ${schema}.migration_ledger order by version`)).map(({ version }) => version);

describe("schools whose ledgers are as expected", () => {
  test("are brought up to date by one message, each in a transaction of its own", async () => {
    const schemas = await newSchools(3);
    const { outcomes, messages } = await apply(schemas, files(NEXT, ["select 1"]));
    expect(outcomes).toEqual(
      schemas.map(() => ({ kind: "applied", now: ["tenant/0002_test.sql", "tenant/0003_test.sql"], before: [] })),
    );
    expect(messages).toHaveLength(1);
    expect(messages[0]?.match(/^begin;$/gm)).toHaveLength(3);
    for (const schema of schemas) expect([await rowsOf(schema), await versionsOf(schema)]).toEqual([1, [1, 2, 3]]);
    const ledger = await run(`select file, checksum, faked from ${schemas[2]}.migration_ledger order by version`);
    expect(ledger).toEqual(files(NEXT, ["select 1"]).map(({ file, checksum }) => ({ file, checksum, faked: false })));
  });

  test("are recorded as done without a statement where that is asked for", async () => {
    const schemas = await newSchools(2);
    const { outcomes, messages } = await apply(schemas, files(["select nothing"]), { fake: true });
    expect([kinds(outcomes), messages.length]).toEqual([["applied", "applied"], 1]);
    expect(await run(`select version from ${schemas[0]}.migration_ledger where faked`)).toEqual([{ version: 2 }]);
  });

  test("leave nothing on the connection they went over", async () => {
    const schemas = await newSchools(1);
    const single = createPool({ url: database.url, max: 1 });
    await applyToSchools({ owner: single, migrations: files(NEXT), fake: false, lockTimeoutMs: 7, since: new Date() }, [
      { schema: schemas[0] ?? "", roles: {}, version: 1 },
    ]);
    const connection = await single.borrow();
    const [left] = await connection.send(
      sql`select current_setting('search_path') as path, current_setting('lock_timeout') as timeout`,
    );
    single.giveBack(connection, true);
    await single.end();
    expect(left).toEqual({ path: '"$user", public', timeout: "0" });
  });
});

describe("a school that fails among others", () => {
  test("is told with file, line and SQLSTATE; those before it are done, those behind it not begun", async () => {
    const schemas = await newSchools(4);
    await run(`alter table ${schemas[1]}.pupils add column class text`);
    const { outcomes } = await apply(schemas, files(["comment on table pupils is 'é'", ...NEXT]));
    expect(kinds(outcomes)).toEqual(["applied", "failed", "left", "left"]);
    const fields = { file: "tenant/0002_test.sql", line: 11, schema: schemas[1], sqlstate: "42701" };
    expect(errorOf(outcomes[1])).toMatchObject({ code: "migration_failed", fields });
    expect(await Promise.all(schemas.map(versionsOf))).toEqual([[1, 2], [1], [1], [1]]);
    const again = await apply(schemas.slice(2), files(["comment on table pupils is 'é'", ...NEXT]));
    expect(kinds(again.outcomes)).toEqual(["applied", "applied"]);
  });

  test("is told with the line that PostgreSQL points at, also where nothing of the message could be read", async () => {
    const schemas = await newSchools(2);
    const migrations = files(["comment on table pupils is 'é'", "insert into pupils\n  (name)\n  values ('é', nope)"]);
    const { outcomes } = await apply(schemas, migrations);
    expect(errorOf(outcomes[0])).toMatchObject({ fields: { line: 13, sqlstate: "42703", schema: schemas[0] } });
    const unread = await apply(schemas, files(["select 'é'", "insert into pupils\n  (name) valeurs ('é')"]));
    expect(kinds(unread.outcomes)).toEqual(["failed", "left"]);
    expect(errorOf(unread.outcomes[0])).toMatchObject({ fields: { line: 12, sqlstate: "42601" } });
    expect(await versionsOf(schemas[0] ?? "")).toEqual([1]);
  });

  test("at its commit is told as what it is", async () => {
    const schemas = await newSchools(1);
    const migrations = files([
      "alter table pupils add column id int, add constraint pupils_id_key unique (id) deferrable initially deferred",
      "insert into pupils (name, id) values ('a', 1), ('b', 1)",
    ]);
    const { outcomes } = await apply(schemas, migrations);
    expect(errorOf(outcomes[0])).toMatchObject({ code: "23505", constraint_name: "pupils_id_key" });
    expect(await versionsOf(schemas[0] ?? "")).toEqual([1]);
  });

  test("for a lock is told with the statement that waited", async () => {
    const schemas = await newSchools(3);
    const holder = await owner.borrow();
    await holder.send(rawSql("begin"));
    await holder.send(rawSql(`lock table ${schemas[1]}.pupils in access share mode`));
    const { outcomes } = await apply(schemas, files(["select 1", ...NEXT]), { lockTimeoutMs: 20 });
    await holder.send(rawSql("rollback"));
    owner.giveBack(holder, true);
    expect(kinds(outcomes)).toEqual(["applied", "failed", "left"]);
    expect(errorOf(outcomes[1])).toMatchObject({ code: "migration_failed", fields: { line: 11, sqlstate: "55P03" } });
  });
});

describe("a school whose ledger is not as expected is looked at", () => {
  test("where it is further than it is believed to be: nothing runs twice", async () => {
    const schemas = await newSchools(3);
    await apply(schemas.slice(0, 1), files(NEXT));
    const all = files(NEXT, ["insert into pupils values ('b')"]);
    const { outcomes, messages } = await apply(schemas, all);
    expect(kinds(outcomes)).toEqual(["applied", "left", "left"]);
    expect(messages.length).toBeGreaterThan(1);
    expect([await rowsOf(schemas[0] ?? ""), await versionsOf(schemas[0] ?? "")]).toEqual([2, [1, 2, 3]]);
    const done = await apply(schemas.slice(0, 1), all);
    expect(done.outcomes).toMatchObject([{ kind: "applied", now: [] }]);
    expect(await rowsOf(schemas[0] ?? "")).toBe(2);
  });

  test("where it was migrated with another file, is newer, or has lost its rows", async () => {
    const [changed = "", newer = "", empty = ""] = await newSchools(3);
    await run(`update ${changed}.migration_ledger set checksum = 'x'`);
    await run(`insert into ${newer}.migration_ledger values (99, 'tenant/0099_later.sql', 'y')`);
    await run(`delete from ${empty}.migration_ledger`);
    const only = async (schema: string) => errorOf((await apply([schema], files(NEXT))).outcomes[0]);
    expect(await only(changed)).toMatchObject({ code: "migration_changed" });
    expect(await only(newer)).toMatchObject({ code: "schema_ahead" });
    expect(await only(empty)).toMatchObject({ code: "migration_failed", fields: { sqlstate: "42P07" } });
    for (const schema of [changed, newer]) expect(await rowsOf(schema)).toBe(0);
  });

  test("where its rows lie in another order", async () => {
    const [schema = ""] = await newSchools(1);
    const all = files(NEXT, ["insert into pupils values ('b')"]);
    await apply([schema], all.slice(0, 2));
    await run(`update ${schema}.migration_ledger set file = file where version = 1`);
    const { outcomes } = await apply([schema], all, { versions: [2] });
    expect([kinds(outcomes), await versionsOf(schema)]).toEqual([["applied"], [1, 2, 3]]);
  });

  test("where the server wants its statements one by one", async () => {
    const schemas = await newSchools(2);
    await run("create function pg_catalog.citus_version() returns text language sql as 'select ''13.2'''");
    const { outcomes, messages } = await apply(schemas, files(NEXT));
    await run("drop function pg_catalog.citus_version()");
    expect(kinds(outcomes)).toEqual(["applied", "left"]);
    expect(messages.filter((message) => message.startsWith("alter table"))).toHaveLength(1);
  });

  test("where a file does more than can be taken back from a connection", async () => {
    const schemas = await newSchools(2);
    const { outcomes, messages } = await apply(schemas, files(["do $$ begin perform 1; end $$", ...NEXT]));
    expect(kinds(outcomes)).toEqual(["applied", "left"]);
    expect(messages.some((message) => message.startsWith("do "))).toBe(true);
  });
});

test("of several at once on the same schools one does the work", async () => {
  const schemas = await newSchools(4);
  const turns = await Promise.all([1, 2, 3].map(() => apply(schemas, files(NEXT))));
  for (const schema of schemas) expect([await rowsOf(schema), await versionsOf(schema)]).toEqual([1, [1, 2]]);
  const done = turns.flatMap(({ outcomes }) =>
    outcomes.filter((each) => each.kind === "applied" && each.now.length > 0),
  );
  expect(done).toHaveLength(schemas.length);
  expect(turns.flatMap(({ outcomes }) => kinds(outcomes))).not.toContain("failed");
});

test("what runs concurrently follows, school by school", async () => {
  const schemas = await newSchools(2);
  const [made, next, index] = files(NEXT, ["create index concurrently pupils_name_idx on pupils (name)"]);
  if (!made || !next || !index) throw new Error("three files");
  const concurrently = { action: "create", index: "pupils_name_idx" } as const;
  const concurrent = {
    ...index,
    concurrent: true as const,
    statements: index.statements.map((each) => ({ ...each, concurrently })),
  };
  const { outcomes } = await apply(schemas, [made, next, concurrent]);
  expect(outcomes).toEqual(schemas.map(() => ({ kind: "applied", now: [next.file, index.file], before: [] })));
  for (const schema of schemas) expect(await versionsOf(schema)).toEqual([1, 2, 3]);
});
