import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPool, type Pool } from "./pool.ts";
import { createPrepared } from "./prepared.ts";
import { sqlstateOf } from "./sqlstate.ts";
import { rawSql, sql } from "./statement.ts";
import { platformQuery, tenantOpening, tenantQuery, tenantReading, tenantTransaction } from "./tenant.ts";
import { openProxy, type TestProxy } from "./testing/proxy.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";
import { reading, transaction } from "./transaction.ts";

let schools: TestSchools;
let proxy: TestProxy;
beforeAll(async () => {
  schools = await openSchools();
  proxy = await openProxy(schools.runtimeUrl);
});
afterAll(async () => {
  await proxy.close();
  await schools.drop();
});

let pool: Pool;
beforeEach(() => {
  // One connection: a statement prepared for one school meets the other.
  pool = createPool({ url: proxy.url, max: 1, prepares: true });
});
afterEach(() => pool.end());

const pupils = (more = 0) => sql`select name, ${more}::int as more from pupils order by name`;
const preparedTexts = async () => {
  const rows = await tenantQuery<{ text: string }>(
    pool,
    schools.a,
    rawSql("select statement as text from pg_catalog.pg_prepared_statements"),
  );
  return rows.map(({ text }) => text).filter((text) => text.includes("pupils"));
};

describe("statements of reads", () => {
  test("are prepared once a connection, and each school sees its own rows by them", async () => {
    for (let time = 0; time < 8; time++) {
      expect(await tenantQuery(pool, schools.a, pupils(time))).toEqual([{ name: "of a", more: time }]);
      expect(await tenantReading(pool, schools.b, (tx) => tx.query(pupils(time)))).toEqual([
        { name: "of b", more: time },
      ]);
    }
    expect(await preparedTexts()).toEqual([pupils().text]);
  });

  test("are not prepared where work may write: it cannot be run again", async () => {
    await tenantTransaction(pool, schools.a, (tx) => tx.query(pupils()));
    expect(await preparedTexts()).toEqual([]);
  });

  test("refuse a school's role what it may not see, prepared by whom they were", async () => {
    const secrets = sql`select word from public.secrets`;
    const asLogin = await platformQuery(pool, secrets).catch(sqlstateOf);
    expect(asLogin).toBe("42501");
    expect(await tenantQuery(pool, schools.b, secrets).catch(sqlstateOf)).toBe("42501");
  });
});

describe("a school whose columns have other types than the one a statement was prepared for", () => {
  const grades = sql`select grade from marks`;
  beforeAll(async () => {
    for (const { schema, role, type, value } of [
      { ...schools.a, type: "int", value: "12" },
      { ...schools.b, type: "text", value: "'douze'" },
    ]) {
      await schools.admin.send(rawSql(`create table ${schema}.marks (grade ${type})`));
      await schools.admin.send(rawSql(`insert into ${schema}.marks values (${value})`));
      await schools.admin.send(rawSql(`grant select on ${schema}.marks to ${role}`));
    }
  });

  test("is answered all the same, alone and in a transaction, and so is the first afterwards", async () => {
    let runs = 0;
    const read = (scope: TestSchools["a"]) =>
      tenantReading(pool, scope, (tx) => {
        runs++;
        return tx.query(grades);
      });
    expect(await read(schools.a)).toEqual([{ grade: 12 }]);
    expect(await read(schools.b)).toEqual([{ grade: "douze" }]);
    expect(runs).toBe(3);
    expect(await read(schools.a)).toEqual([{ grade: 12 }]);
    expect(runs).toBe(4);
    expect(await tenantQuery(pool, schools.b, grades)).toEqual([{ grade: "douze" }]);
  });

  test("never has its statement sent again outside its transaction", async () => {
    expect(await tenantQuery(pool, schools.a, grades)).toEqual([{ grade: 12 }]);
    const sent = proxy.watch();
    expect(await tenantQuery(pool, schools.b, grades)).toEqual([{ grade: "douze" }]);
    const openingStatementCommitTwice = 6;
    await sent.statements(openingStatementCommitTwice);
    expect(sent.count()).toBe(openingStatementCommitTwice);
  });
});

describe("a school whose parameters have other types than where a statement was prepared", () => {
  test.each([
    { first: "int", value: 12, second: "bigint", other: 9_000_000_000 },
    { first: "int", value: 12, second: "text", other: "douze" },
    { first: "int", value: 1, second: "numeric", other: 1.5 },
    { first: "text", value: "x", second: "uuid", other: "0198a7a1-0000-7000-8000-000000000000" },
  ])("reads and writes $second where it was $first", async ({ first, value, second, other }) => {
    const table = rawSql(`${first}_${second}`);
    for (const { schema, role, type } of [
      { ...schools.a, type: first },
      { ...schools.b, type: second },
    ]) {
      await schools.admin.send(rawSql(`create table ${schema}.${table.text} (value ${type})`));
      await schools.admin.send(rawSql(`grant select, insert on ${schema}.${table.text} to ${role}`));
    }
    const found = (wanted: string | number) => sql`select count(*) as found from ${table} where value = ${wanted}`;
    for (const [school, written] of [[schools.a, value] as const, [schools.b, other] as const]) {
      await tenantQuery(pool, school, sql`insert into ${table} values (${written})`);
      expect(await tenantReading(pool, school, (tx) => tx.query(found(written)))).toEqual([{ found: 1 }]);
      expect(await tenantQuery(pool, school, found(written))).toEqual([{ found: 1 }]);
    }
  });

  test("misses no row of a school at another version of the tables, where no error would tell", async () => {
    const noon = new Date("2026-11-23T12:00:00Z");
    const editions = [
      { ...schools.a, type: "date", schemaVersion: 1 },
      { ...schools.b, type: "timestamptz", schemaVersion: 2 },
    ];
    for (const { schema, role, type } of editions) {
      await schools.admin.send(rawSql(`create table ${schema}.calls (at ${type})`));
      await schools.admin.send(rawSql(`grant select, insert on ${schema}.calls to ${role}`));
    }
    for (const school of editions) {
      await tenantQuery(pool, school, sql`insert into calls values (${noon})`);
      const found = sql`select count(*) as found from calls where at = ${noon}`;
      expect(await tenantReading(pool, school, (tx) => tx.query(found))).toEqual([{ found: 1 }]);
      expect(await tenantQuery(pool, school, found)).toEqual([{ found: 1 }]);
    }
  });

  test("loses no part of what it writes", async () => {
    for (const { schema, role, type } of [
      { ...schools.a, type: "date" },
      { ...schools.b, type: "timestamptz" },
    ]) {
      await schools.admin.send(rawSql(`create table ${schema}.visits (at ${type})`));
      await schools.admin.send(rawSql(`grant select, insert on ${schema}.visits to ${role}`));
    }
    const noon = new Date("2026-11-23T12:00:00Z");
    const visit = sql`insert into visits values (${noon})`;
    await tenantQuery(pool, schools.a, visit);
    await tenantQuery(pool, schools.b, visit);
    expect(await tenantQuery(pool, schools.b, sql`select at from visits`)).toEqual([{ at: noon }]);
  });
});

describe("a prepared statement that is lost, as behind a pooler", () => {
  test.each(["execute nowhere", "deallocate nowhere"])("is not looked for again and again: %s", async (text) => {
    let runs = 0;
    const read = reading(pool, tenantOpening(schools.a), (tx) => {
      runs++;
      if (runs > 9) throw new Error("run again and again");
      return tx.query(rawSql(text));
    });
    expect(sqlstateOf(await read.catch((error) => error))).toBe("26000");
    expect(runs).toBe(2);
  });

  test("costs its transaction a second run, and is prepared no more", async () => {
    await tenantQuery(pool, schools.a, pupils());
    const connection = await pool.borrow();
    await connection.send(rawSql("deallocate all"));
    pool.giveBack(connection, true);
    expect(await tenantQuery(pool, schools.a, pupils(7))).toEqual([{ name: "of a", more: 7 }]);
    expect(await preparedTexts()).toEqual([]);
  });

  test("closes the connection of whoever did that: what stands under its name may be another's", async () => {
    const pid = async () =>
      (await tenantQuery<{ pid: number }>(pool, schools.a, sql`select pg_backend_pid() as pid`))[0]?.pid;
    for (const text of ["deallocate all", "prepare mine as select 1"]) {
      const before = await pid();
      await transaction(pool, tenantOpening(schools.a), (tx) => tx.query(rawSql(text)));
      expect(await pid()).not.toBe(before);
    }
  });
});

describe("createPrepared", () => {
  test("takes so many texts and no more, and none that was given up", () => {
    const prepared = createPrepared(2);
    expect(["a", "b", "c", "a"].map(prepared.takes)).toEqual([true, true, false, true]);
    prepared.giveUp("a");
    expect(["a", "b", "c"].map(prepared.takes)).toEqual([false, true, false]);
  });
});
