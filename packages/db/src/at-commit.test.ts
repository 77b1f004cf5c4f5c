import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPool, type Pool } from "./pool.ts";
import { json, rawSql, sql } from "./statement.ts";
import { tenantQuery, tenantTransaction } from "./tenant.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";

let schools: TestSchools;
let pool: Pool;
beforeAll(async () => {
  schools = await openSchools();
  // Two: whoever waits for a lock needs a connection beside the one that holds it.
  pool = createPool({ url: schools.runtimeUrl, max: 2, applicationName: "at-commit-test" });
});
afterAll(async () => {
  await pool.end();
  await schools.drop();
});

const add = (name: string) => sql`insert into pupils (name) values (${name})`;
const names = async () => {
  const rows = await tenantQuery<{ name: string }>(pool, schools.a, sql`select name from pupils order by name`);
  return rows.map(({ name }) => name);
};

describe("a statement at the commit", () => {
  test("is committed with what came before it", async () => {
    const result = await tenantTransaction(pool, schools.a, async (tx) => {
      tx.atCommit(add("last"));
      await tx.query(add("first"));
      return "ran";
    });
    expect(result).toBe("ran");
    expect(await names()).toEqual(["first", "last", "of a"]);
  });

  test.each([
    ["the server refuses", rawSql("insert into nowhere values (1)"), { code: "42P01" }],
    ["is not about rows", rawSql("set role none"), { code: "STATEMENT_REFUSED" }],
    ["cannot be sent", sql`select ${json(1n)}::jsonb`, { name: "TypeError" }],
  ])("that %s leaves nothing of the transaction, and its error is the one that tells", async (_, last, expected) => {
    const before = await names();
    const work = tenantTransaction(pool, schools.a, async (tx) => {
      await tx.query(add("undone"));
      tx.atCommit(last);
    });
    await expect(work).rejects.toMatchObject(expected);
    expect(await names()).toEqual(before);
  });

  test("is not sent where the work failed", async () => {
    const before = await names();
    const work = tenantTransaction(pool, schools.a, async (tx) => {
      tx.atCommit(add("never"));
      throw new Error("the work failed");
    });
    await expect(work).rejects.toThrow("the work failed");
    expect(await names()).toEqual(before);
  });

  test("does not commit what a hidden failure has broken", async () => {
    const before = await names();
    const work = tenantTransaction(pool, schools.a, async (tx) => {
      await tx.query(rawSql("select nothing")).catch(() => {});
      tx.atCommit(add("never"));
    });
    await expect(work).rejects.toMatchObject({ code: "25P02" });
    expect(await names()).toEqual(before);
  });

  test("is one", async () => {
    const work = tenantTransaction(pool, schools.a, async (tx) => {
      tx.atCommit(add("one"));
      tx.atCommit(add("two"));
    });
    await expect(work).rejects.toThrow("one statement at its commit");
  });
});
