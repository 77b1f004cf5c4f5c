import type { MonitoringLimits, TenantView } from "@pepro/contracts";
import {
  type Core,
  execute,
  getFleetMonitoring,
  getSchoolMonitoring,
  sampleMonitoring,
  takeSamples,
} from "@pepro/core";
import { type Connection, openConnection, type Pool, type Row, rawSql, sql } from "@pepro/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

let platform: TestPlatform;
let owner: Connection;
let hugo: TenantView;
let zola: TenantView;
beforeAll(async () => {
  platform = await openPlatform();
  owner = await openConnection({ url: platform.databaseUrl });
  hugo = await platform.openSchool({ schoolName: "Lycée Hugo" });
  zola = await platform.openSchool({ schoolName: "Lycée Zola" });
  // Whatever is counted is counted at once, and nobody cleans up behind the tests' backs.
  await run(
    `create table ${hugo.schemaName}.ledger_of_meals (id integer primary key, meal text) with (autovacuum_enabled = off)`,
  );
  await run(`create index meals_idx on ${hugo.schemaName}.ledger_of_meals (meal)`);
  await run(`insert into ${hugo.schemaName}.ledger_of_meals select n, 'repas ' || n from generate_series(1, 20000) n`);
  await run(`delete from ${hugo.schemaName}.ledger_of_meals where id > 12000`);
  for (let scan = 0; scan < 3; scan++)
    await run(`select count(*) from ${hugo.schemaName}.ledger_of_meals where meal like '%7'`);
  await run("select pg_stat_force_next_flush()");
});
afterAll(async () => {
  await owner.end();
  await platform.close();
});

const run = <T = Row>(text: string) => owner.send<T>(rawSql(text));

/** The same core where less is still all right. */
const strict = (limits: Partial<MonitoringLimits>): Core => {
  const { core } = platform;
  return { ...core, config: { ...core.config, monitoring: { ...core.config.monitoring, ...limits } } };
};
const MEALS = {
  deadRows: 5_000,
  bigTableBytes: 100_000,
  wholeScans: 2,
  unusedIndexBytes: 100_000,
  changedRows: 50_000,
};

const school = (id: string, core: Core = platform.core) => execute(core, getSchoolMonitoring, OPERATOR, { id });
const fleet = (input: object = {}, core: Core = platform.core) => execute(core, getFleetMonitoring, OPERATOR, input);

describe("a school's tables", () => {
  test("are as large as PostgreSQL says of each, the largest first", async () => {
    const { tables, figures, isExact } = await school(hugo.id);
    const expected = await run<{ table: string; total: number; indexes: number; heap: number }>(`
      select c.relname::text as "table", pg_total_relation_size(c.oid) as total, pg_indexes_size(c.oid) as indexes,
        pg_relation_size(c.oid) as heap from pg_class c
      where c.relnamespace = '${hugo.schemaName}'::regnamespace and c.relkind = 'r' order by total desc, c.relname`);
    expect(isExact).toBe(true);
    expect(tables.map(({ table, totalBytes, indexBytes }) => [table, totalBytes, indexBytes])).toEqual(
      expected.map(({ table, total, indexes }) => [table, total, indexes]),
    );
    for (const { table, heap } of expected) {
      const found = tables.find((each) => each.table === table);
      expect(found?.tableBytes).toBeGreaterThanOrEqual(heap);
    }
    expect(figures.tables).toBe(expected.length);
    expect(figures.totalBytes).toBe(expected.reduce((sum, { total }) => sum + total, 0));
  });

  test("tell their rows, dead ones, scans and indexes", async () => {
    const { tables } = await school(hugo.id);
    const meals = tables.find(({ table }) => table === "ledger_of_meals");
    expect(meals).toMatchObject({
      ...{ rows: 12_000, deadRows: 8_000, changedSinceAnalyze: 28_000, indexes: 2 },
      lastVacuumAt: null,
      unusedIndexes: [{ name: "meals_idx" }],
    });
    expect(meals?.wholeScans).toBeGreaterThanOrEqual(3);
    expect(meals?.wholeScanRows).toBeGreaterThanOrEqual(3 * 12_000);
    expect(meals?.cacheHitShare).toBeGreaterThan(0);
    expect(meals?.cacheHitShare).toBeLessThanOrEqual(1);
  });

  test("need attention where a limit is passed, with the table and what was found", async () => {
    expect((await school(zola.id)).attention).toEqual([]);
    const { attention } = await school(hugo.id, strict({ ...MEALS, changedRows: 20_000 }));
    expect(attention.map(({ code, table, index }) => [code, table, index])).toEqual([
      ["dead_rows", "ledger_of_meals", null],
      ["analyze_overdue", "ledger_of_meals", null],
      ["whole_table_scans", "ledger_of_meals", null],
      ["index_unused", "ledger_of_meals", "meals_idx"],
    ]);
    expect(attention[0]).toMatchObject({ value: 0.4, limit: 0.3 });
  });

  test("are told by the catalog's sizes while a migration holds one of them", async () => {
    const locking = await openConnection({ url: platform.databaseUrl });
    await locking.script(`begin; lock table ${zola.schemaName}.users in access exclusive mode`);
    try {
      const found = await school(zola.id);
      expect(found.isExact).toBe(false);
      expect(found.tables.map(({ table }) => table)).toContain("users");
      expect(found.figures.indexBytes).toBeGreaterThan(0);
    } finally {
      await locking.end();
    }
  });

  test("are nobody's where the school was never opened", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    await expect(school(id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the fleet", () => {
  test("shows schools without a sample until one is taken, and then its sums", async () => {
    expect(await fleet()).toMatchObject({ sampledAt: null, count: 2, totals: { schools: 2, sampled: 0 } });
    const taken = await execute(strict(MEALS), sampleMonitoring, OPERATOR, {});
    expect(taken).toMatchObject({ schools: 2, needingAttention: 1, failed: [] });
    const { totals, items, reasons } = await fleet();
    expect(items.map(({ name, sample }) => [name, sample?.attention.length])).toEqual([
      ["Lycée Hugo", 3],
      ["Lycée Zola", 0],
    ]);
    expect(reasons).toEqual([
      { code: "dead_rows", schools: 1 },
      { code: "index_unused", schools: 1 },
      { code: "whole_table_scans", schools: 1 },
    ]);
    const sizes = await Promise.all([hugo, zola].map(async ({ id }) => (await school(id)).figures));
    const sum = (of: "rows" | "tables") => sizes.reduce((total, figures) => total + figures[of], 0);
    expect(totals).toMatchObject({ sampled: 2, needingAttention: 1, rows: sum("rows"), tables: sum("tables") });
  });

  test("gets a school's size from the catalog as it is after an analyze, and from the files where much has changed", async () => {
    const tables = (await school(zola.id)).tables.map(({ table }) => `${zola.schemaName}.${table}`);
    await run(`analyze ${tables.join(", ")}`);
    await run("select pg_stat_force_next_flush()");
    await execute(platform.core, sampleMonitoring, OPERATOR, {});
    const samples = new Map((await fleet()).items.map(({ tenantId, sample }) => [tenantId, sample]));
    const exact = (await school(zola.id)).figures;
    expect(samples.get(zola.id)?.indexBytes).toBe(exact.indexBytes);
    expect(samples.get(zola.id)?.toastBytes).toBe(exact.toastBytes);
    // The maps of free space and of visibility are not in the catalog.
    const missing = exact.tableBytes - (samples.get(zola.id)?.tableBytes ?? 0);
    expect(missing).toBeGreaterThanOrEqual(0);
    expect(missing).toBeLessThan(exact.tables * 32_768);
    const meals = (await school(hugo.id)).tables.find(({ table }) => table === "ledger_of_meals");
    expect(meals?.tableBytes).toBeGreaterThan(500_000);
    expect(samples.get(hugo.id)?.tableBytes).toBeGreaterThanOrEqual(meals?.tableBytes ?? 0);
  });

  test("is sorted, searched, filtered and paged", async () => {
    await execute(strict(MEALS), sampleMonitoring, OPERATOR, {});
    const names = async (input: object) => (await fleet(input)).items.map(({ name }) => name);
    expect(await names({ sort: "name", descending: true })).toEqual(["Lycée Zola", "Lycée Hugo"]);
    expect(await names({ sort: "deadRows", descending: false })).toEqual(["Lycée Zola", "Lycée Hugo"]);
    expect(await names({ search: "ZOLA" })).toEqual(["Lycée Zola"]);
    expect(await names({ search: hugo.schemaName })).toEqual(["Lycée Hugo"]);
    expect(await names({ needsAttention: true })).toEqual(["Lycée Hugo"]);
    expect(await names({ code: "dead_rows" })).toEqual(["Lycée Hugo"]);
    expect(await names({ code: "size_large" })).toEqual([]);
    const second = await fleet({ sort: "name", page: 2, pageSize: 1 });
    expect([second.count, second.items.map(({ name }) => name)]).toEqual([2, ["Lycée Zola"]]);
    for (const sort of ["size", "growth", "rows", "wholeScans", "attention"])
      expect(await names({ sort })).toHaveLength(2);
  });

  test("asks a cluster one statement, however many schools it has", async () => {
    const sent: string[] = [];
    const counting = (pool: Pool): Pool => ({
      ...pool,
      borrow: async (affinity) => {
        const connection = await pool.borrow(affinity);
        const { send } = connection;
        connection.send = (statement) => {
          if (statement.text.includes("pg_class")) sent.push(statement.text);
          return send(statement);
        };
        return connection;
      },
    });
    const { core } = platform;
    const db = { ...core.db, owner: (id: string) => counting(core.db.owner(id)) };
    expect((await takeSamples({ ...core, db }, { again: true })).schools).toBe(2);
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toContain(hugo.schemaName);
  });
});

describe("samples", () => {
  const rows = () =>
    run<{ day: string; n: number }>(
      "select to_char(day, 'YYYY-MM-DD') as day, count(*) as n from monitoring_samples group by 1 order by 1",
    );
  const at = (day: string) => new Date(`${day}T01:00:00Z`);

  test("are taken once a day, by one of several processes", async () => {
    await run("delete from monitoring_samples");
    await run("update clusters set sampled_on = null, sampling_until = null");
    const other = await platform.another();
    try {
      const turns = [platform, other, platform, other].map(({ core }) => takeSamples(core, { now: at("2027-01-10") }));
      const taken = (await Promise.all(turns)).map(({ schools }) => schools);
      expect(taken.sort()).toEqual([0, 0, 0, 2]);
      expect((await takeSamples(other.core, { now: at("2027-01-10") })).schools).toBe(0);
      expect((await takeSamples(other.core, { now: at("2027-01-11") })).schools).toBe(2);
    } finally {
      await other.close();
    }
    expect(await rows()).toEqual([
      { day: "2027-01-10", n: 2 },
      { day: "2027-01-11", n: 2 },
    ]);
  });

  test("of a process that died are taken by the next one, once its time is over", async () => {
    await run("update clusters set sampling_until = now() + interval '9 minutes'");
    expect((await takeSamples(platform.core, { now: at("2027-01-12") })).schools).toBe(0);
    await run("update clusters set sampling_until = now() - interval '1 second'");
    expect((await takeSamples(platform.core, { now: at("2027-01-12") })).schools).toBe(2);
  });

  test("show growth since the first of the week, and a trend", async () => {
    await run(
      `update monitoring_samples set table_bytes = 1, index_bytes = 2, toast_bytes = 3 where day = '2027-01-11'`,
    );
    await takeSamples(strict({ grownBytes: 1_000, changedRows: 50_000 }), { now: at("2027-01-18"), again: true });
    const [first] = (await fleet({ sort: "growth" })).items;
    const { totalBytes = 0 } = first?.sample ?? {};
    expect(first?.sample?.grown).toEqual({ bytes: totalBytes - 6, since: "2027-01-11" });
    expect(first?.sample?.attention).toEqual([
      { code: "growth_fast", table: null, index: null, value: totalBytes - 6, limit: 1_000 },
    ]);
    const call = { ...OPERATOR, now: at("2027-01-19") };
    const { trend, grown } = await execute(platform.core, getSchoolMonitoring, call, { id: first?.tenantId });
    expect(trend.map(({ day }) => day)).toEqual(["2027-01-10", "2027-01-11", "2027-01-12", "2027-01-18"]);
    expect(trend[1]).toMatchObject({ totalBytes: 6, tableBytes: 1 });
    expect(grown?.since).toBe("2027-01-12");
  });

  test("are forgotten after 120 days", async () => {
    await takeSamples(platform.core, { now: at("2027-05-11"), again: true });
    expect((await rows()).map(({ day }) => day)).toEqual(["2027-01-11", "2027-01-12", "2027-01-18", "2027-05-11"]);
  });

  test("of a school that is gone go with it, and a cluster that cannot be asked is tried again later", async () => {
    const { core } = platform;
    const away = {
      ...core.db,
      owner: () => {
        throw new Error("no way there");
      },
    };
    const failed = await takeSamples({ ...core, db: away }, { now: at("2027-05-12"), again: true });
    expect(failed).toMatchObject({ schools: 0, failed: [{ reason: "no way there" }] });
    expect((await takeSamples(core, { now: at("2027-05-12") })).schools).toBe(0);
    await owner.send(sql`delete from tenants where id = ${zola.id}`);
    expect((await fleet()).totals).toMatchObject({ schools: 1, sampled: 1 });
  });
});
