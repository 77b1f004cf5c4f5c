import { type FleetEvent, type FleetRun, fleetRunAfter, type TenantView } from "@pepro/contracts";
import {
  adoptRuns,
  type Core,
  cancelFleetRun,
  execute,
  getFleetRun,
  getFleetStatus,
  listFleetRuns,
  type MigrationBundle,
  migrateTenants,
  pauseFleetRun,
  planFleetRun,
  resumeFleetRun,
  retryFailedSchools,
  startFleetRun,
  subscribe,
  watchFleetRun,
} from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

const SCHOOLS = 8;

let platform: TestPlatform;
/** Another process on the same database. */
let other: TestPlatform;
let owner: Connection;
let schools: TenantView[];
/** What every school has. */
let bundle: MigrationBundle = SMALL_SCHOOLS;
/** The name of a table that no school has yet. */
let table = "";
let count = 0;

beforeAll(async () => {
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  other = await platform.another();
  owner = await openConnection({ url: platform.databaseUrl });
  schools = [];
  for (let made = 0; made < SCHOOLS; made++) schools.push(await platform.openSchool());
  schools.sort((left, right) => (left.schemaName < right.schemaName ? -1 : 1));
});
afterAll(async () => {
  await owner.end();
  await other.close();
  await platform.close();
});
beforeEach(() => {
  table = `t${count++}`;
});

/** What a test that failed leaves must not fail the next. */
afterEach(async () => {
  const { active } = await execute(platform.core, getFleetStatus, OPERATOR, {});
  if (active) await execute(platform.core, cancelFleetRun, OPERATOR, { id: active.id });
  for (const { core } of [platform, other]) if (active) await core.fleet.settled(active.id).catch(() => {});
});

const schemaOf = (index: number) => schools[index]?.schemaName ?? "";

/** This process, and the other, deployed with a file that makes a table and one row in it. */
function deploy(...more: string[]): { here: Core; there: Core } {
  const statements = [`create table ${table} (at timestamptz)`, `insert into ${table} values (now())`, ...more];
  bundle = bundleWith(bundle, { tenant: [statements] });
  return { here: { ...platform.core, migrations: bundle }, there: { ...other.core, migrations: bundle } };
}

const at = (core: Core) => ({
  start: (input: object = {}) => execute(core, startFleetRun, OPERATOR, input),
  pause: (id: string) => execute(core, pauseFleetRun, OPERATOR, { id }),
  resume: (id: string) => execute(core, resumeFleetRun, OPERATOR, { id }),
  retryFailed: (id: string) => execute(core, retryFailedSchools, OPERATOR, { id }),
  cancel: (id: string) => execute(core, cancelFleetRun, OPERATOR, { id }),
  get: async (id: string) => (await execute(core, getFleetRun, OPERATOR, { id })).run,
  states: async (id: string) =>
    (await execute(core, getFleetRun, OPERATOR, { id, pageSize: 200 })).schools.items.map(({ state }) => state),
  settled: (id: string) => core.fleet.settled(id),
  watch: (id: string, lastEventId?: string, until?: string) =>
    subscribe(core, watchFleetRun, OPERATOR, { id, lastEventId, until }, new AbortController().signal),
});

async function all(events: AsyncGenerator<FleetEvent>): Promise<FleetEvent[]> {
  const told: FleetEvent[] = [];
  for await (const event of events) told.push(event);
  return told;
}

/** Which schools have the table, with how many rows. */
async function rows(): Promise<(number | null)[]> {
  return Promise.all(
    schools.map(async ({ schemaName }) => {
      const [found] = await owner.send(sql`select to_regclass(${`${schemaName}.${table}`}) is not null as there`);
      if (!found?.there) return null;
      return (await owner.send(rawSql(`select at from ${schemaName}.${table}`))).length;
    }),
  );
}
const everywhere = Array.from({ length: SCHOOLS }, () => 1);

/** Makes a school fail until it is mended. */
async function breakSchool(index: number): Promise<() => Promise<void>> {
  await owner.send(rawSql(`create table ${schemaOf(index)}.${table} (at timestamptz)`));
  return async () => void (await owner.send(rawSql(`drop table ${schemaOf(index)}.${table}`)));
}

/** The run under way, once an event of this kind was told. */
async function once(core: Core, id: string, kind: FleetEvent["kind"], times = 1): Promise<void> {
  let seen = 0;
  for await (const event of at(core).watch(id)) {
    if (event.kind === kind) seen++;
    if (seen === times) return;
  }
  throw new Error(`the run ended without ${kind}`);
}

describe("a run in waves", () => {
  test("does the canary first and each wave when the one before is done; events tell all of it", async () => {
    const { here, there } = deploy();
    const options = { canary: { schools: [schemaOf(5), schemaOf(2)] }, batch: 3 };
    const planned = await execute(here, planFleetRun, OPERATOR, options);
    expect(planned).toMatchObject({ current: 0, waves: [0, 1, 2].map((wave) => ({ wave, schools: wave ? 3 : 2 })) });
    expect(planned.files.map(({ file, statements }) => [file, statements.length])).toEqual([
      [bundle.tenant.at(-1)?.file, 2],
    ]);

    const run = await at(here).start(options);
    expect(run).toMatchObject({ state: "running", schools: SCHOOLS, current: 0, counts: { pending: SCHOOLS } });
    const [events] = await Promise.all([all(at(there).watch(run.id)), at(here).settled(run.id)]);
    expect(await rows()).toEqual(everywhere);
    const order = events.flatMap<string | number>((event) => {
      if (event.kind === "school.done") return [event.wave];
      return event.kind.startsWith("wave.") ? [event.kind] : [];
    });
    const wave = (number: number, size: number) => ["wave.started", ...Array(size).fill(number), "wave.done"];
    expect(order).toEqual([...wave(0, 2), ...wave(1, 3), ...wave(2, 3)]);
    const canaries = events.flatMap((event) =>
      event.kind === "school.done" && event.wave === 0 ? [event.schema] : [],
    );
    expect(canaries.sort()).toEqual([schemaOf(2), schemaOf(5)]);
    expect(events.at(0)).toMatchObject({ kind: "run.started", by: "tests", waves: planned.waves });
    expect(events.at(-1)).toMatchObject({ kind: "run.ended", state: "done" });

    const ended = await at(there).get(run.id);
    expect(events.reduce(fleetRunAfter, run)).toEqual({ ...ended, isWorking: false });
    expect(ended).toMatchObject({ state: "done", counts: { done: SCHOOLS, pending: 0, running: 0 } });
    const { items } = await execute(there, listFleetRuns, OPERATOR, {});
    expect(items[0]).toEqual(ended);
  });

  test.each([
    [{ count: 3 }, 3],
    [{ percent: 10 }, 1],
    [{ percent: 50 }, 4],
  ])("takes the canary %j as %i schools, the same ones each time", async (canary, size) => {
    const { here } = deploy();
    const plan = async () => (await execute(here, planFleetRun, OPERATOR, { canary })).schools.slice(0, size);
    const first = await plan();
    expect(new Set(first.map(({ wave }) => wave))).toEqual(new Set([0]));
    expect(await plan()).toEqual(first);
    await execute(here, migrateTenants, OPERATOR, { canary });
  });

  test("pauses by itself when a canary fails; retried once it is mended, it goes on to the others", async () => {
    const { here, there } = deploy();
    const mend = await breakSchool(3);
    const { run } = await execute(here, migrateTenants, OPERATOR, { canary: { schools: [schemaOf(1), schemaOf(3)] } });
    expect(run).toMatchObject({
      state: "paused",
      isWorking: false,
      pauseReason: { kind: "budget", wave: 0, failed: 1, allowed: 0 },
      counts: { done: 1, failed: 1, pending: SCHOOLS - 2 },
    });
    expect((await rows()).filter((found) => found === 1)).toHaveLength(1);
    const status = await execute(there, getFleetStatus, OPERATOR, {});
    expect(status).toMatchObject({
      latest: bundle.tenant.length,
      behind: SCHOOLS - 1,
      failedCount: 1,
      active: { id: run.id },
    });
    expect(status.failed).toMatchObject([
      { schema: schemaOf(3), runId: run.id, fault: { sqlstate: "42P07", line: 1 } },
    ]);
    expect(status.versions).toMatchObject([{ schools: 1 }, { schools: SCHOOLS - 1 }]);

    await mend();
    // By another process than the one that began it.
    await at(there).retryFailed(run.id);
    await at(there).settled(run.id);
    expect(await at(here).get(run.id)).toMatchObject({ state: "done", counts: { done: SCHOOLS } });
    expect(await rows()).toEqual(everywhere);
    expect(await execute(here, getFleetStatus, OPERATOR, {})).toMatchObject({
      behind: 0,
      failedCount: 0,
      active: null,
    });
  });

  test("resumed after its canary failed goes on without that school, and ends as failed", async () => {
    const { here } = deploy();
    const mend = await breakSchool(0);
    const { run } = await execute(here, migrateTenants, OPERATOR, { canary: { schools: [schemaOf(0)] } });
    expect(run.state).toBe("paused");
    await at(here).resume(run.id);
    await at(here).settled(run.id);
    const ended = await at(here).get(run.id);
    expect(ended).toMatchObject({ state: "failed", counts: { done: SCHOOLS - 1, failed: 1 } });
    await mend();
    await at(here).retryFailed(run.id);
    await at(here).settled(run.id);
    expect(await at(here).get(run.id)).toMatchObject({ state: "done", counts: { done: SCHOOLS, failed: 0 } });
  });

  test.each([
    [{ count: 1 }, 2],
    [{ percent: 13 }, 2],
    [{ percent: 12 }, 1],
  ])("with a failure budget of %j pauses at failure %i", async (failureBudget, failed) => {
    const { here } = deploy();
    const mend = await Promise.all([0, 1, 2].map(breakSchool));
    const { run } = await execute(here, migrateTenants, OPERATOR, { failureBudget, concurrency: 1 });
    expect(run).toMatchObject({ state: "paused", counts: { failed, done: 0, pending: SCHOOLS - failed } });
    expect(run.pauseReason).toMatchObject({ kind: "budget", failed });
    for (const each of mend) await each();
    await at(here).retryFailed(run.id);
    await at(here).settled(run.id);
    expect(await rows()).toEqual(everywhere);
  });
});

describe("another process", () => {
  /** A run of which each school takes a while: what is said meanwhile is heard before the next begins. */
  const SLOW = "select pg_sleep(0.3)";

  test("pauses a run: what is under way ends, nothing else begins; resumes it, and works on it itself", async () => {
    const { here, there } = deploy(SLOW);
    const run = await at(here).start({ concurrency: 2 });
    await once(there, run.id, "school.started", 2);
    const asked = performance.now();
    expect((await at(there).pause(run.id)).state).toBe("paused");
    await at(here).settled(run.id);
    expect(performance.now() - asked).toBeLessThan(1_500);
    const paused = await at(there).get(run.id);
    expect(paused).toMatchObject({ pauseReason: { kind: "asked", by: "tests" }, isWorking: false });
    expect(paused.counts).toMatchObject({ running: 0, failed: 0 });
    const { done } = paused.counts;
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThanOrEqual(4);
    expect((await rows()).filter((found) => found === 1)).toHaveLength(done);
    await expect(at(there).pause(run.id)).rejects.toMatchObject({ code: "fleet_run_state" });

    await at(there).resume(run.id);
    await at(there).settled(run.id);
    expect(await at(here).get(run.id)).toMatchObject({ state: "done", counts: { done: SCHOOLS } });
    expect(await rows()).toEqual(everywhere);
  });

  test("pauses and resumes at once: no school is left, and none is done twice", async () => {
    const { here, there } = deploy(SLOW);
    const run = await at(here).start({ concurrency: 4 });
    await once(there, run.id, "school.started", 4);
    await at(there).pause(run.id);
    await at(there).resume(run.id);
    const events = await all(at(there).watch(run.id));
    await Promise.all([here, there].map((core) => at(core).settled(run.id)));
    expect(events.filter(({ kind }) => kind === "school.done")).toHaveLength(SCHOOLS);
    expect(await rows()).toEqual(everywhere);
  });

  test("cancels a run: the others are skipped, and a new run does them", async () => {
    const { here, there } = deploy(SLOW);
    const run = await at(here).start({ concurrency: 2 });
    await once(there, run.id, "school.started", 2);
    await at(there).cancel(run.id);
    await at(here).settled(run.id);
    const events = await all(at(there).watch(run.id));
    const cancelled = await at(there).get(run.id);
    expect(cancelled).toMatchObject({ state: "cancelled", counts: { pending: 0, running: 0 }, isWorking: false });
    expect(cancelled.counts.done + cancelled.counts.skipped).toBe(SCHOOLS);
    expect(cancelled.counts.skipped).toBeGreaterThanOrEqual(4);
    expect(events.reduce(fleetRunAfter, run)).toEqual({ ...cancelled, isWorking: true });
    for (const act of ["resume", "cancel", "retryFailed"] as const) {
      await expect(at(there)[act](run.id)).rejects.toMatchObject({ code: "fleet_run_state" });
    }
    const { run: next } = await execute(there, migrateTenants, OPERATOR, {});
    expect(next).toMatchObject({ state: "done", schools: cancelled.counts.skipped, current: cancelled.counts.done });
    expect(await rows()).toEqual(everywhere);
  });

  test("is refused a run of its own, with the id of the one under way, or waits for its end", async () => {
    const { here, there } = deploy(SLOW);
    const run = await at(here).start({ concurrency: 4 });
    const refused = { code: "fleet_run_active", fields: { runId: run.id, state: "running" } };
    await expect(at(there).start()).rejects.toMatchObject(refused);
    const { run: waited } = await execute(there, migrateTenants, OPERATOR, { wait: true });
    expect(waited).toMatchObject({ state: "done", schools: 0, current: SCHOOLS });
    expect((await at(there).get(run.id)).endedAt).not.toBeNull();
    expect(await rows()).toEqual(everywhere);
  });

  test("with other files goes on with no run of this one's", async () => {
    const { here, there } = deploy();
    const mend = await breakSchool(0);
    const { run } = await execute(here, migrateTenants, OPERATOR, { canary: { schools: [schemaOf(0)] } });
    const newer = { ...there, migrations: bundleWith(bundle, { tenant: [["select 1"]] }) };
    const refused = { code: "fleet_run_outdated", fields: { runId: run.id, target: bundle.tenant.length } };
    await expect(at(newer).resume(run.id)).rejects.toMatchObject(refused);
    await mend();
    await at(there).retryFailed(run.id);
    await at(there).settled(run.id);
  });
});

describe("a school that somebody holds", () => {
  test("is tried again, with the others going on, until it is let go", async () => {
    const { here } = deploy("alter table users add column if not exists badge text");
    await owner.send(rawSql("begin"));
    await owner.send(rawSql(`lock table ${schemaOf(2)}.users in access share mode`));
    const run = await at(here).start({ lockTimeoutMs: 20, retries: 20, concurrency: 2 });
    await once(here, run.id, "school.done", SCHOOLS - 1);
    await once(here, run.id, "school.retrying", 2);
    await owner.send(rawSql("rollback"));
    await at(here).settled(run.id);
    const { schools: shown } = await execute(here, getFleetRun, OPERATOR, { id: run.id, search: schemaOf(2) });
    expect(shown.items).toMatchObject([{ state: "done", fault: null }]);
    expect(shown.items[0]?.attempts).toBeGreaterThan(2);
    expect(await rows()).toEqual(everywhere);
  });
});

describe("a run whose process was lost", () => {
  /** As a killed process leaves it: begun, and nobody at work. */
  async function abandoned(here: Core): Promise<FleetRun> {
    const nobody: Core = { ...here, fleet: { ...here.fleet, launch: () => {} } };
    const run = await at(nobody).start();
    await owner.send(sql`update migration_runs set lease_holder = gen_random_uuid(),
      lease_until = now() + interval '1 hour' where id = ${run.id}`);
    await owner.send(sql`update migration_run_schools set state = 'running', attempts = 1
      where run_id = ${run.id} and schema_name = ${schemaOf(0)}`);
    return run;
  }
  const over = (id: string) =>
    owner.send(sql`update migration_runs set lease_until = now() - interval '1 second' where id = ${id}`);

  test("is taken up by any server's upkeep, but not before its lease is over", async () => {
    const { here, there } = deploy();
    const run = await abandoned(here);
    expect(await adoptRuns(there)).toEqual([]);
    await over(run.id);
    expect(await adoptRuns({ ...there, migrations: SMALL_SCHOOLS })).toEqual([]);
    expect(await adoptRuns(there)).toEqual([run.id]);
    await at(there).settled(run.id);
    expect(await at(here).get(run.id)).toMatchObject({ state: "done", counts: { done: SCHOOLS } });
    expect(await rows()).toEqual(everywhere);
  });

  test("is taken up by who resumes it, as soon as the lease is over", async () => {
    const { here, there } = deploy();
    const run = await abandoned(here);
    await at(there).resume(run.id);
    await over(run.id);
    await at(there).settled(run.id);
    expect(await at(here).get(run.id)).toMatchObject({ state: "done", counts: { done: SCHOOLS } });
  });

  test("is cancelled whole: nothing of it stays under way", async () => {
    const { here, there } = deploy();
    const run = await abandoned(here);
    await over(run.id);
    const cancelled = await at(there).cancel(run.id);
    expect(cancelled).toMatchObject({ state: "cancelled", counts: { running: 0, pending: 0, skipped: SCHOOLS } });
    await execute(there, migrateTenants, OPERATOR, {});
    expect(await rows()).toEqual(everywhere);
  });

  test("that comes back after another took it up writes nothing more of it", async () => {
    const { here, there } = deploy("select pg_sleep(0.3)");
    const run = await at(here).start({ concurrency: 2 });
    await once(there, run.id, "school.started", 2);
    await owner.send(sql`update migration_runs set lease_holder = null, lease_until = null where id = ${run.id}`);
    expect(await adoptRuns(there)).toEqual([run.id]);
    await at(here).settled(run.id);
    await at(there).settled(run.id);
    const events = await all(at(there).watch(run.id));
    expect(events.filter(({ kind }) => kind === "run.taken")).toHaveLength(2);
    const done = events.flatMap((event) => (event.kind === "school.done" ? [event.schema] : []));
    expect(done.sort()).toEqual(schools.map(({ schemaName }) => schemaName));
    expect(await rows()).toEqual(everywhere);
  });
});

test("who watches and loses the connection after every event misses none and gets none twice", async () => {
  const { here, there } = deploy("select pg_sleep(0.05)");
  const run = await at(here).start({ concurrency: 3, batch: 3 });
  const told: FleetEvent[] = [];
  const watching = (async () => {
    for (;;) {
      const { value, done } = await at(there).watch(run.id, told.at(-1)?.id).next();
      if (done) return;
      told.push(value);
    }
  })();
  await at(there).pause(run.id);
  await at(here).settled(run.id);
  await at(here).resume(run.id);
  await at(here).settled(run.id);
  await watching;
  expect(told).toEqual(await all(at(here).watch(run.id)));
  const ids = told.map(({ id }) => Number(id));
  expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
  expect(told.filter(({ kind }) => kind === "school.done")).toHaveLength(SCHOOLS);
});

test("where nothing is to do over 10,000 schools a run is one query, and a fleet's status is quick", async () => {
  const core = { ...platform.core, migrations: bundle };
  await execute(core, migrateTenants, OPERATOR, {});
  await owner.send(sql`
    insert into tenants (id, cluster_id, schema_name, role_name, subdomain, school_id, school_name, school_type,
      address, postal_code, city, phone, email, primary_color, secondary_color, max_students, max_storage_gb,
      modules_enabled, state, provisioned_at, schema_version)
    select gen_random_uuid(), cluster_id, 'many_' || n, 'many_' || n, 'many-' || n, gen_random_uuid(), school_name,
      school_type, address, postal_code, city, phone, email, primary_color, secondary_color, max_students,
      max_storage_gb, modules_enabled, state, provisioned_at, schema_version
    from tenants, generate_series(1, 10000) n where id = ${schools[0]?.id ?? ""}`);
  await owner.send(rawSql("analyze tenants"));
  const sent: string[] = [];
  const withPlatform: Core["db"]["withPlatform"] = (work) =>
    core.db.withPlatform((tx) => {
      const first: typeof tx.first = (statement) => {
        sent.push(statement.text);
        return tx.first(statement);
      };
      return work({ ...tx, first, query: () => Promise.reject(new Error("one query")) });
    });
  const counted = { ...core, db: { ...core.db, withPlatform } };
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const began = performance.now();
    const { run, schools: done } = await execute(counted, migrateTenants, OPERATOR, {});
    times.push(performance.now() - began);
    expect([run.state, run.current, done]).toEqual(["done", SCHOOLS + 10_000, []]);
  }
  expect(sent).toHaveLength(3);
  expect(Math.min(...times)).toBeLessThan(100);
  const status = await execute(core, getFleetStatus, OPERATOR, {});
  expect(status).toMatchObject({ schools: SCHOOLS + 10_000, behind: 0, oldest: [] });
});
