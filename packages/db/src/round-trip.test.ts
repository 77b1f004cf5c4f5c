import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool, type Pool } from "./pool.ts";
import { sql } from "./statement.ts";
import { platformQuery, tenantQuery, tenantTransaction } from "./tenant.ts";
import { openProxy, type TestProxy } from "./testing/proxy.ts";
import { openSchools, type TestSchools } from "./testing/schools.ts";

let schools: TestSchools;
let proxy: TestProxy;
let pool: Pool;
beforeAll(async () => {
  schools = await openSchools();
  proxy = await openProxy(schools.runtimeUrl);
  pool = createPool({ url: proxy.url, max: 1 });
  await platformQuery(pool, sql`select 1 as one`);
});
afterAll(async () => {
  await pool.end();
  await proxy.close();
  await schools.drop();
});

// A statement that waited for an answer would never be sent here, and the test would time out.
test("a single statement of a school leaves whole, commit included, before any answer has come", async () => {
  const held = proxy.hold();
  const answer = tenantQuery(pool, schools.a, sql`select name from pupils where name <> ${"x"} and ${1}::int = ${1}`);
  const openingStatementCommit = 3;
  await held.statements(openingStatementCommit);
  held.release();
  expect(await answer).toEqual([{ name: "of a" }]);
});

test("so does one on the shared tables", async () => {
  const held = proxy.hold();
  const answer = platformQuery(pool, sql`select ${"one"}::text as one`);
  await held.statements(3);
  held.release();
  expect(await answer).toEqual([{ one: "one" }]);
});

test("a transaction's begin and opening travel with its first statement, and unawaited statements together", async () => {
  const first = proxy.hold();
  let second = first;
  const answer = tenantTransaction(pool, schools.a, async (tx) => {
    const [row] = await tx.query<{ name: string }>(sql`select name from pupils`);
    second = proxy.hold();
    return Promise.all([1, 2, 3].map((n) => tx.first(sql`select ${n}::int as n, ${row?.name ?? ""}::text as name`)));
  });
  await first.statements(2);
  const onHold = second;
  first.release();
  while (second === onHold) await new Promise(setImmediate);
  await second.statements(3);
  second.release();
  expect(await answer).toEqual([1, 2, 3].map((n) => ({ n, name: "of a" })));
});
