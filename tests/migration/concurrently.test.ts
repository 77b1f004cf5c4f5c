import type { TenantView } from "@pepro/contracts";
import { applyConcurrently, type Migration, plainly } from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPlatform, type TestPlatform } from "../harness/index.ts";
import { interceptPool } from "../harness/intercept.ts";

let platform: TestPlatform;
let owner: Connection;
let school: TenantView;
let version = 900;
beforeAll(async () => {
  platform = await openPlatform();
  owner = await openConnection({ url: platform.databaseUrl });
  school = await platform.openSchool();
});
afterAll(async () => {
  await owner.end();
  await platform.close();
});
beforeEach(() => {
  version++;
});

type Action = "create" | "drop" | "rebuild";
const SPELLED: Record<Action, (index: string) => string> = {
  create: (index) => `create index concurrently ${index} on users (email)`,
  drop: (index) => `drop index concurrently ${index}`,
  rebuild: (index) => `reindex index concurrently ${index}`,
};

function fileOf(...done: readonly [Action, string][]): Migration {
  const statements = done.map(([action, index], at) => ({
    line: at + 1,
    text: SPELLED[action](index),
    concurrently: { action, index },
  }));
  return { version, file: `tenant/0${version}_indexes.sql`, checksum: "x", concurrent: true, statements };
}

const pool = () => platform.core.db.owner(platform.core.installation.controlClusterId);
const options = () => ({ schema: school.schemaName, roles: {}, lockTimeoutMs: 2_000 });
const apply = (file: Migration, over = pool()) => applyConcurrently(over, file, options());

async function indexes(): Promise<Record<string, boolean>> {
  const rows = await owner.send<{ name: string; valid: boolean }>(sql`select c.relname as name, i.indisvalid as valid
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${school.schemaName} and c.relname like 'late_%' order by 1`);
  return Object.fromEntries(rows.map(({ name, valid }) => [name, valid]));
}

async function isRecorded(): Promise<boolean> {
  const text = `select 1 from ${school.schemaName}.migration_ledger where version = ${version}`;
  return (await owner.send(rawSql(text))).length === 1;
}

/** What a build that was cut off leaves: the index is there, and nobody may use it. */
const cutOff = (index: string) =>
  owner.send(
    rawSql(`update pg_index set indisvalid = false where indexrelid = '${school.schemaName}.${index}'::regclass`),
  );

describe("a file whose statements refuse a transaction", () => {
  test("is run and recorded, and leaves nothing on a connection of the pool", async () => {
    await apply(fileOf(["create", "late_a"], ["create", "late_b"]));
    expect(await indexes()).toEqual({ late_a: true, late_b: true });
    expect(await isRecorded()).toBe(true);
    version++;
    await apply(fileOf(["drop", "late_a"], ["rebuild", "late_b"]));
    expect(await indexes()).toEqual({ late_b: true });
    const connection = await pool().borrow();
    const [row] = await connection.send(sql`select current_setting('search_path') as path`);
    pool().giveBack(connection, true);
    expect(row?.path).not.toContain(school.schemaName);
  });

  test("cut off after any number of its statements is finished by the next run, and nothing whole is built again", async () => {
    const file = fileOf(["create", "late_c"], ["create", "late_d"], ["drop", "late_c"]);
    const sent: string[] = [];
    let left = 0;
    const counting = interceptPool(pool(), {
      before: ({ chunks }) => {
        const [text = ""] = chunks;
        if (!/ index concurrently late_/.test(text)) return;
        if (left-- === 0) throw new Error("cut off");
        sent.push(text);
      },
    });
    for (let many = 0; many < 3; many++) {
      left = many === 0 ? 0 : 1;
      await expect(apply(file, counting)).rejects.toThrow("cut off");
      expect(await isRecorded()).toBe(false);
    }
    left = 3;
    await apply(file, counting);
    expect(sent).toEqual(file.statements.map(({ text }) => text));
    expect(await indexes()).toMatchObject({ late_d: true });
    expect(await isRecorded()).toBe(true);
  });

  test("removes what was half built, and builds it anew", async () => {
    await owner.send(rawSql(`create index late_e on ${school.schemaName}.users (email)`));
    await cutOff("late_e");
    expect(await indexes()).toMatchObject({ late_e: false });
    await apply(fileOf(["create", "late_e"]));
    expect(await indexes()).toMatchObject({ late_e: true });
  });

  test("removes what a rebuilding left beside its index", async () => {
    for (const name of ["late_f", "late_f_ccnew", "late_f_ccnew1", "late_f_ccnews"])
      await owner.send(rawSql(`create index ${name} on ${school.schemaName}.users (email)`));
    for (const name of ["late_f_ccnew", "late_f_ccnew1", "late_f_ccnews"]) await cutOff(name);
    await apply(fileOf(["rebuild", "late_f"]));
    expect(Object.keys(await indexes()).filter((name) => name.startsWith("late_f"))).toEqual([
      "late_f",
      "late_f_ccnews",
    ]);
  });

  test("leaves a school in peace that somebody else migrates", async () => {
    await owner.send(rawSql("begin"));
    await owner.send(sql`select pg_advisory_xact_lock(hashtextextended(${`pepro:migrate:${school.schemaName}`}, 0))`);
    await expect(apply(fileOf(["create", "late_g"]))).rejects.toMatchObject({ code: "schema_busy" });
    await owner.send(rawSql("rollback"));
    await apply(fileOf(["create", "late_g"]));
  });

  test("tells its file, line and SQLSTATE where it fails", async () => {
    const wrong = fileOf(["create", "late_h"]);
    const statements = [{ line: 7, text: "create index concurrently late_h on nobody (email)" }];
    await expect(apply({ ...wrong, statements })).rejects.toMatchObject({
      code: "migration_failed",
      fields: { file: wrong.file, line: 7, schema: school.schemaName, sqlstate: "42P01" },
    });
  });

  test("waits for a lock as long as it is told, while the school reads and writes", async () => {
    await owner.send(rawSql("begin"));
    await owner.send(rawSql(`update ${school.schemaName}.users set email = email`));
    const late = applyConcurrently(pool(), fileOf(["create", "late_i"]), { ...options(), lockTimeoutMs: 50 });
    await expect(late).rejects.toMatchObject({ code: "migration_failed", fields: { sqlstate: "55P03" } });
    await owner.send(rawSql("rollback"));
    await apply(fileOf(["create", "late_i"]));
    expect(await indexes()).toMatchObject({ late_i: true });
  });
});

test.each([
  ["create unique index concurrently a on t (b)", "create unique index a on t (b)"],
  ["CREATE INDEX  CONCURRENTLY a on t (b)", "CREATE INDEX a on t (b)"],
  ["drop index concurrently a", "drop index a"],
  ["reindex index concurrently a", "reindex index a"],
  ["create table concurrently (id uuid)", "create table concurrently (id uuid)"],
])("%s is %s in a school that nobody uses yet", (text, plain) => {
  expect(plainly(text)).toBe(plain);
});
