import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPool, type Pool } from "./pool.ts";
import { sql } from "./statement.ts";
import { tenantTransaction } from "./tenant.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";
import { type OwnersTx, transaction } from "./transaction.ts";

let schools: TestSchools;
let pool: Pool;
beforeAll(async () => {
  schools = await openSchools();
  pool = createPool({ url: schools.runtimeUrl, max: 1, applicationName: "batch-test" });
});
afterAll(async () => {
  await pool.end();
  await schools.drop();
});

const MAKE = "create temp table notes (n int primary key) on commit drop; insert into notes values (1)";

describe("statements that go as one message", () => {
  test("run in their order between those before and behind them", async () => {
    const rows = await transaction(pool, [], async (tx) => {
      const made = tx.batch(MAKE);
      const more = tx.query(sql`insert into notes values (${2})`);
      const last = tx.batch("update notes set n = n + 10; insert into notes values (3)");
      await Promise.all([made, more, last]);
      return tx.query<{ n: number }>(sql`select n from notes order by n`);
    });
    expect(rows.map(({ n }) => n)).toEqual([3, 11, 12]);
  });

  test("leave nothing where one of them fails, and its error is the one that tells", async () => {
    const failed = transaction(pool, [], async (tx) => {
      await tx.batch(`${MAKE}; insert into notes values (1); insert into notes values (2)`);
    });
    await expect(failed).rejects.toMatchObject({ code: "23505" });
    const hidden = transaction(pool, [], async (tx) => {
      await tx.batch(`${MAKE}; insert into notes values (1)`).catch(() => {});
    });
    await expect(hidden).rejects.toThrow("rolled back");
  });

  test("are refused in a school's transaction", async () => {
    const refused = tenantTransaction(pool, schools.a, (tx) => (tx as OwnersTx).batch("select 1; reset role"));
    await expect(refused).rejects.toThrow("single statements");
  });
});
