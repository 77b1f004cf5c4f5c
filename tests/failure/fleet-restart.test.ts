import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TenantView } from "@pepro/contracts";
import { type Core, createFleet, execute, getFleetRun, resumeFleetRun, startFleetRun } from "@pepro/core";
import { isConnectionError, openConnection, rawSql } from "@pepro/db";
import { acquireEmbedded, type EmbeddedServer } from "@pepro/db/embedded";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";

const SCHOOLS = 5;

// A server of the suite's own, since it is killed.
const dataDir = mkdtempSync(join(tmpdir(), "pepro-fleet-away-"));
const suiteServer = process.env.PEPRO_TEST_URL;
const servers: EmbeddedServer[] = [];
let platform: TestPlatform;
let schools: TenantView[];
let bundle = SMALL_SCHOOLS;
let count = 0;

beforeAll(async () => {
  await start();
  process.env.PEPRO_TEST_URL = servers[0]?.url;
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  schools = await Promise.all(Array.from({ length: SCHOOLS }, () => platform.openSchool()));
});
afterAll(async () => {
  await platform.close();
  process.env.PEPRO_TEST_URL = suiteServer;
  for (const server of servers) await server.release();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  servers.push(await acquireEmbedded({ dataDir, durable: false, settings: { synchronous_commit: "on" } }));
}

async function stop(signal: "SIGQUIT" | "SIGINT"): Promise<void> {
  const pid = Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, signal);
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 10_000, interval: 5 });
}

/** A file that holds each school up until the test lets it go. */
async function release() {
  const table = `runs${count++}`;
  const statements = [`create table ${table} (at timestamptz)`, "select pg_advisory_xact_lock_shared(4711)"];
  bundle = bundleWith(bundle, { tenant: [[...statements, `insert into ${table} values (now())`]] });
  const gate = await openConnection({ url: platform.databaseUrl });
  await gate.send(rawSql("select pg_advisory_lock(4711)"));
  const core: Core = { ...platform.core, migrations: bundle };
  const stuck = () =>
    vi.waitFor(
      async () => {
        const found = await gate.send(rawSql("select pid from pg_locks where locktype = 'advisory' and not granted"));
        expect(found).toHaveLength(2);
      },
      { timeout: 10_000, interval: 5 },
    );
  return { core, table, stuck };
}

async function rows(table: string): Promise<number[]> {
  const connection = await openConnection({ url: platform.databaseUrl });
  const counts: number[] = [];
  for (const { schemaName } of schools) {
    counts.push((await connection.send(rawSql(`select at from ${schemaName}.${table}`))).length);
  }
  await connection.end();
  return counts;
}

const stateOf = async (core: Core, id: string) => (await execute(core, getFleetRun, OPERATOR, { id })).run;

test.each(["SIGQUIT", "SIGINT"] as const)(
  "a run waits for a server that goes away by %s, and goes on",
  async (signal) => {
    const { core, table, stuck } = await release();
    const { id } = await execute(core, startFleetRun, OPERATOR, { concurrency: 2, lockTimeoutMs: 60_000 });
    await stuck();
    // The lock that holds the schools up goes with the server.
    await stop(signal);
    await start();
    await core.fleet.settled(id);
    expect(await stateOf(core, id)).toMatchObject({ state: "done", counts: { done: SCHOOLS, failed: 0 } });
    expect(await rows(table)).toEqual(schools.map(() => 1));
  },
);

test("a run that waited in vain stays as it is, and is resumed", async () => {
  const { core, table, stuck } = await release();
  const impatient: Core = { ...core, fleet: createFleet({ timing: { awayMs: 100 } }) };
  const { id } = await execute(impatient, startFleetRun, OPERATOR, { concurrency: 2, lockTimeoutMs: 60_000 });
  const ended = impatient.fleet.settled(id).catch((error: unknown) => error);
  await stuck();
  await stop("SIGQUIT");
  const error = await ended;
  expect(isConnectionError(error), String(error)).toBe(true);
  await start();
  await vi.waitFor(async () => expect((await stateOf(core, id)).state).toBe("running"), {
    timeout: 10_000,
    interval: 10,
  });
  const owner = await openConnection({ url: platform.databaseUrl });
  await owner.send(rawSql("update migration_runs set lease_until = now() - interval '1 second'"));
  await owner.end();
  await execute(core, resumeFleetRun, OPERATOR, { id });
  await core.fleet.settled(id);
  expect(await stateOf(core, id)).toMatchObject({ state: "done", counts: { done: SCHOOLS, failed: 0 } });
  expect(await rows(table)).toEqual(schools.map(() => 1));
});
