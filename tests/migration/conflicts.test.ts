import type { FleetEvent, TenantView } from "@pepro/contracts";
import { type Core, createFleet, execute, getFleetRun, migrateTenants, subscribe, watchFleetRun } from "@pepro/core";
import { type Connection, openConnection, rawSql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

const BACKOFF_MS = 20;

let platform: TestPlatform;
let owner: Connection;
let schools: TenantView[];
let bundle = SMALL_SCHOOLS;
let count = 0;

beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  owner = await openConnection({ url: platform.databaseUrl });
  schools = await Promise.all([1, 2, 3, 4].map(() => platform.openSchool()));
});
afterAll(async () => {
  await owner.end();
  await platform.close();
});

const held = () => schools[1]?.schemaName ?? "";

/** A file of two statements, the second of which needs the school's users for itself. */
function deploy(): Core {
  const column = `badge${count++}`;
  const statements = [`create table ${column}s (n int)`, `alter table users\n  add column ${column} text`];
  bundle = bundleWith(bundle, { tenant: [statements] });
  const fleet = createFleet({ timing: { backoffMs: BACKOFF_MS, backoffMaxMs: 8 * BACKOFF_MS } });
  return { ...platform.core, migrations: bundle, fleet };
}

async function eventsOf(core: Core, id: string): Promise<FleetEvent[]> {
  const events: FleetEvent[] = [];
  for await (const event of subscribe(core, watchFleetRun, OPERATOR, { id }, new AbortController().signal)) {
    events.push(event);
  }
  return events.filter((event) => "schema" in event && event.schema === held());
}

/** Somebody reads the held school's users, and does not end. */
async function hold(): Promise<{ letGo(): Promise<void> }> {
  await owner.send(rawSql("begin"));
  await owner.send(rawSql(`lock table ${held()}.users in access share mode`));
  return { letGo: async () => void (await owner.send(rawSql("rollback"))) };
}

const conflict = () => ({
  code: "migration_failed",
  file: bundle.tenant.at(-1)?.file,
  line: 11,
  statement: bundle.tenant.at(-1)?.statements[1]?.text,
  sqlstate: "55P03",
  reason: "canceling statement due to lock timeout",
  fields: { schema: held() },
});

test("a school that stays locked is tried again with growing pauses, and then fails with the statement that waited", async () => {
  const core = deploy();
  const holder = await hold();
  const { run } = await execute(core, migrateTenants, OPERATOR, { lockTimeoutMs: 10, retries: 4, concurrency: 2 });
  await holder.letGo();
  expect(run).toMatchObject({ state: "failed", counts: { done: 3, failed: 1 } });
  const events = await eventsOf(core, run.id);
  const retries = events.flatMap((event) => (event.kind === "school.retrying" ? [event] : []));
  expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
  for (const { fault } of retries) expect(fault).toMatchObject(conflict());
  // Twice as long each time up to a limit, and never quite the same.
  for (const [at, { delayMs }] of retries.entries()) {
    const middle = Math.min(2 ** at, 8) * BACKOFF_MS;
    expect(delayMs).toBeGreaterThanOrEqual(middle / 2);
    expect(delayMs).toBeLessThanOrEqual(middle * 1.5);
  }
  const waited = retries.map(({ at }) => Date.parse(at));
  for (const [at, { delayMs }] of retries.slice(0, -1).entries()) {
    expect((waited[at + 1] ?? 0) - (waited[at] ?? 0)).toBeGreaterThanOrEqual(delayMs - 2);
  }
  expect(events.at(-1)).toMatchObject({ kind: "school.failed", attempt: 5, fault: conflict() });
  const { schools: shown } = await execute(core, getFleetRun, OPERATOR, { id: run.id, state: ["failed"] });
  expect(shown.items).toMatchObject([{ schema: held(), attempts: 5, fault: conflict() }]);
  expect(await owner.send(rawSql(`select to_regclass('${held()}.badge0s') as made`))).toEqual([{ made: null }]);
  expect((await execute(core, migrateTenants, OPERATOR, {})).run).toMatchObject({ counts: { done: 1 } });
});

test("what PostgreSQL advises is told with a fault", async () => {
  bundle = bundleWith(bundle, { tenant: [["select 1", "select\n  lower(1, 2)"]] });
  const core = { ...platform.core, migrations: bundle };
  const { run, schools: shown } = await execute(core, migrateTenants, OPERATOR, {});
  expect(run.counts).toMatchObject({ failed: schools.length });
  for (const { fault } of shown) {
    expect(fault).toMatchObject({
      ...{ file: bundle.tenant.at(-1)?.file, line: 12, statement: "select\n  lower(1, 2)", sqlstate: "42883" },
      hint: expect.stringContaining("explicit type casts"),
    });
  }
});
