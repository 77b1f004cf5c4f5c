import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { roleName } from "./identifiers.ts";
import { createPool, type Pool } from "./pool.ts";
import { sqlstateOf } from "./sqlstate.ts";
import { rawSql, sql } from "./statement.ts";
import { platformReading, tenantOpening, tenantQuery, tenantReading, tenantTransaction } from "./tenant.ts";
import { openProxy, type TestProxy } from "./testing/proxy.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";
import { reading, single, transaction } from "./transaction.ts";

let schools: TestSchools;
let proxy: TestProxy;
let pool: Pool;
beforeAll(async () => {
  schools = await openSchools();
  proxy = await openProxy(schools.runtimeUrl);
  // One connection: whatever is left on it meets the next borrower.
  pool = createPool({ url: proxy.url, max: 1, applicationName: "reading-test" });
});
afterAll(async () => {
  await pool.end();
  await proxy.close();
  await schools.drop();
});

const PUPILS = sql`select name from pupils order by name`;
const INSERT = sql`insert into pupils (name) values ('written')`;

async function backendPid(): Promise<number> {
  const [row] = await tenantQuery<{ pid: number }>(pool, schools.a, sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

describe("what is declared to read", () => {
  test("reads its own school's rows", async () => {
    expect(await tenantReading(pool, schools.a, (tx) => tx.query(PUPILS))).toEqual([{ name: "of a" }]);
    expect(await tenantReading(pool, schools.b, (tx) => tx.query(PUPILS))).toEqual([{ name: "of b" }]);
  });

  test("cannot write, in a school or on the shared tables", async () => {
    const write = await tenantReading(pool, schools.a, (tx) => tx.query(INSERT)).catch((error) => error);
    expect(sqlstateOf(write)).toBe("25006");
    const create = await platformReading(pool, (tx) => tx.query(rawSql("select 1 as one into t"))).catch(
      (error) => error,
    );
    expect(sqlstateOf(create)).toBe("25006");
    expect(await tenantQuery(pool, schools.a, PUPILS)).toEqual([{ name: "of a" }]);
  });

  test("answers without waiting for its commit, and the next school's statements go behind that", async () => {
    let held = proxy.hold();
    held.release();
    const rows = await tenantReading(pool, schools.a, async (tx) => {
      const read = await tx.query(PUPILS);
      held = proxy.hold();
      return read;
    });
    expect(rows).toEqual([{ name: "of a" }]);
    const next = tenantReading(pool, schools.b, (tx) => tx.query(PUPILS));
    const commitAndOpeningThenStatement = 2;
    await held.statements(commitAndOpeningThenStatement);
    held.release();
    expect(await next).toEqual([{ name: "of b" }]);
  });

  test("commits within milliseconds when nobody asks anything", async () => {
    await tenantReading(pool, schools.a, (tx) => tx.query(PUPILS));
    const pid = (
      await schools.admin.send<{ pid: number }>(sql`select pid from pg_stat_activity
      where application_name = 'reading-test'`)
    )[0]?.pid;
    await vi.waitFor(async () => {
      const [row] = await schools.admin.send(sql`select state from pg_stat_activity where pid = ${pid ?? 0}`);
      expect(row?.state).toBe("idle");
    });
  });

  describe("following another on one connection, within milliseconds", () => {
    const read = (school: TestSchools["a"], text = PUPILS) => tenantReading(pool, school, (tx) => tx.query(text));

    test("shares the transaction of its own school", async () => {
      const sent = proxy.watch();
      expect(await Promise.all([read(schools.a), read(schools.a), read(schools.a)])).toEqual(
        Array(3).fill([{ name: "of a" }]),
      );
      const openingThreeStatementsCommit = 5;
      await sent.statements(openingThreeStatementsCommit);
      expect(sent.count()).toBe(openingThreeStatementsCommit);
    });

    test("never another school's, nor one that may write", async () => {
      const who = sql`select current_user as role, current_schema() as schema, current_setting('transaction_read_only') as ro`;
      const rows = await Promise.all([
        read(schools.a, who),
        read(schools.b, who),
        tenantTransaction(pool, schools.b, (tx) => tx.query(who)),
        read(schools.b, who),
        platformReading(pool, (tx) => tx.query(who)),
        read(schools.a, who),
      ]);
      const as = ({ role, schema }: TestSchools["a"], ro = "on") => ({ role, schema, ro });
      expect(rows.flat()).toEqual([
        as(schools.a),
        as(schools.b),
        as(schools.b, "off"),
        as(schools.b),
        { role: schools.runtimeRole, schema: "public", ro: "on" },
        as(schools.a),
      ]);
    });

    test("begins anew after one that failed", async () => {
      const [first, failed, next] = await Promise.allSettled([
        read(schools.a),
        read(schools.a, sql`select 1 / ${0}::int as n`),
        read(schools.a),
      ]);
      expect([first.status, failed.status, next]).toMatchObject([
        "fulfilled",
        "rejected",
        { value: [{ name: "of a" }] },
      ]);
    });

    test.each([[1], [-1]])("begins anew after a while, so that its clock goes on (%i)", async (direction) => {
      // Ends what an earlier read may have left.
      await tenantTransaction(pool, schools.a, (tx) => tx.query(PUPILS));
      vi.useFakeTimers({ toFake: ["Date"] });
      const clock = sql`select now()::text as at`;
      const times = await Promise.all(
        [0, 10, 20].map((ms) =>
          tenantReading(pool, schools.a, async (tx) => {
            const rows = await tx.query<{ at: string }>(clock);
            vi.setSystemTime(Date.now() + ms * direction);
            return rows[0]?.at;
          }),
        ),
      );
      const after = await tenantReading(pool, schools.a, (tx) => tx.first<{ at: string }>(clock));
      vi.useRealTimers();
      expect(new Set(times).size).toBe(1);
      expect(times).not.toContain(after?.at);
    });
  });

  test("leaves nothing on its connection", async () => {
    await tenantReading(pool, schools.a, (tx) => tx.query(PUPILS));
    const connection = await pool.borrow();
    const [row] = await connection.send(sql`select current_user as user, current_setting('role') as role,
      current_setting('search_path') as path, current_setting('transaction_read_only') as "readOnly"`);
    pool.giveBack(connection, true);
    expect(row).toEqual({ user: schools.runtimeRole, role: "none", path: '""', readOnly: "off" });
  });

  test("fails when a statement in it failed, although the work hid that", async () => {
    const hidden = tenantReading(pool, schools.a, async (tx) => {
      await tx.query(sql`select 1 / ${0}::int as n`).catch(() => {});
      return "read";
    });
    await expect(hidden).rejects.toThrow("a statement in it had failed");
    expect(await tenantQuery(pool, schools.a, PUPILS)).toEqual([{ name: "of a" }]);
  });

  test("fails with its opening's own error, even when it asks nothing", async () => {
    const nobody = { schema: schools.a.schema, role: roleName("nobody_of_that_name") };
    const failed = await tenantReading(pool, nobody, async () => "read").catch((error) => error);
    expect(sqlstateOf(failed)).toBe("22023");
  });

  test("is told of an opening that failed before it began, although its statements were answered", async () => {
    const opening = [rawSql("no such statement")];
    const who = sql`select current_user as user`;
    for (const run of [
      () => single(pool, opening, who),
      () => transaction(pool, opening, (tx) => tx.query(who)),
      () => reading(pool, opening, (tx) => tx.query(who).catch(() => [])),
    ]) {
      expect(sqlstateOf(await run().catch((error) => error))).toBe("42601");
    }
    await single(pool, opening, rawSql("set application_name to 'changed'")).catch(() => {});
    await vi.waitFor(async () => expect(await schools.sessions("changed")).toBe(0));
  });

  test("that leaves a statement unawaited serves nobody else on a connection that this may have changed", async () => {
    const before = await backendPid();
    await reading(pool, tenantOpening(schools.a), async (tx) => {
      void tx.query(rawSql("set application_name to 'changed'"));
    });
    expect(await backendPid()).not.toBe(before);
  });
});
