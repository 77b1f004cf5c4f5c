import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TenantView } from "@pepro/contracts";
import {
  adoptRuns,
  type Core,
  execute,
  getFleetStatus,
  type MigrationBundle,
  migrateTenants,
  resumeFleetRun,
  subscribe,
  watchFleetRun,
} from "@pepro/core";
import { type Connection, openConnection, rawSql, sql } from "@pepro/db";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";
import type { FleetChildOptions } from "./fleet-child.ts";

const SCHOOLS = 3;
const MOMENTS = ["before", "sent", "done"] as const;

const folder = mkdtempSync(join(tmpdir(), "pepro-fleet-kill-"));
let platform: TestPlatform;
let owner: Connection;
let schools: TenantView[];
let bundle: MigrationBundle = SMALL_SCHOOLS;
let count = 0;

beforeAll(async () => {
  const bundled = build({
    entryPoints: [fileURLToPath(new URL("./fleet-child.ts", import.meta.url))],
    outfile: join(folder, "child.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  owner = await openConnection({ url: platform.databaseUrl });
  schools = await Promise.all(Array.from({ length: SCHOOLS }, () => platform.openSchool()));
  await bundled;
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  rmSync(folder, { recursive: true });
});

/** Two files more; each school counts how often each of them was run on it. */
function release(): { core: Core; table: string } {
  const table = `runs${count++}`;
  bundle = bundleWith(bundle, {
    tenant: [
      [`create table ${table} (file int)`, `insert into ${table} values (1)`],
      [`insert into ${table} values (2)`, `alter table ${table} add column at timestamptz default now()`],
    ],
  });
  return { core: { ...platform.core, migrations: bundle }, table };
}

/** Runs the child to its end or its death, and waits until the server has done with what it sent. */
async function migrateElsewhere(
  how: Partial<Pick<FleetChildOptions, "dieAt" | "moment" | "concurrency">>,
): Promise<{ signal: string | null; steps: string[] }> {
  const applicationName = `pepro-fleet-kill-${count}`;
  const { databaseUrl, dataDir } = platform;
  const options: FleetChildOptions = {
    ...{ databaseUrl, dataDir, applicationName, migrations: bundle, concurrency: 1 },
    ...{ dieAt: undefined, moment: "before", ...how },
  };
  const child = spawn(process.execPath, [join(folder, "child.mjs"), JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const signal = await new Promise<string | null>((resolve) => child.once("close", (_code, by) => resolve(by)));
  await vi.waitFor(
    async () => {
      const left = await owner.send(sql`select pid from pg_stat_activity where application_name = ${applicationName}`);
      expect(left).toEqual([]);
    },
    { timeout: 10_000, interval: 5 },
  );
  return { signal, steps: output ? JSON.parse(output) : [] };
}

/** Which files ran on each school, and what its ledger and the control plane say. */
async function standing(table: string) {
  return Promise.all(
    schools.map(async ({ id, schemaName }) => {
      const [there] = await owner.send(sql`select to_regclass(${`${schemaName}.${table}`}) is not null as found`);
      const files = there?.found
        ? await owner.send<{ file: number }>(rawSql(`select file from ${schemaName}.${table} order by file`))
        : [];
      const [ledger] = await owner.send<{ version: number }>(
        rawSql(`select max(version) as version from ${schemaName}.migration_ledger`),
      );
      const [mirror] = await owner.send<{ version: number }>(
        sql`select schema_version as version from tenants where id = ${id}`,
      );
      return { files: files.map(({ file }) => file), ledger: ledger?.version, mirror: mirror?.version };
    }),
  );
}

const whole = (version: number) => schools.map(() => ({ files: [1, 2], ledger: version, mirror: version }));

let steps: string[];

test("a run of another process is whole", async () => {
  const { core, table } = release();
  const ended = await migrateElsewhere({});
  expect(ended.signal).toBeNull();
  steps = ended.steps;
  expect(await standing(table)).toEqual(whole(bundle.tenant.length));
  const { latestRun } = await execute(core, getFleetStatus, OPERATOR, {});
  expect(latestRun).toMatchObject({ state: "done", counts: { done: SCHOOLS } });
  // Per school: begin with path and lock in one message, the ledger; then its rows, four statements and the commit.
  expect(steps.filter((step) => step === "school: commit")).toHaveLength(SCHOOLS);
  expect(steps.filter((step) => step.startsWith("school: "))).toHaveLength(SCHOOLS * 8);
});

/** Each kind of statement once, of the schools' those of the second, those that end something at each moment. */
function chosen(): { dieAt: number; moment: (typeof MOMENTS)[number] }[] {
  const numbered = steps.map((step, dieAt) => ({ step, dieAt }));
  const ofSchools = numbered.filter(({ step }) => step.startsWith("school: "));
  const second = ofSchools.slice(8, 16);
  const kinds = new Map(
    numbered.filter(({ step }) => step.startsWith("control: ")).map((each) => [each.step.slice(0, 60), each]),
  );
  const control = [...kinds.values()];
  return [
    ...[...second.slice(0, -1), ...control].map(({ dieAt }, index) => ({
      dieAt,
      moment: MOMENTS[index % 3] ?? "before",
    })),
    ...second.slice(-1).flatMap(({ dieAt }) => MOMENTS.map((moment) => ({ dieAt, moment }))),
  ];
}

test("killed at any statement it is gone on with by another process: what was missing is done, nothing twice", {
  timeout: 120_000,
}, async () => {
  const points = chosen();
  expect(points.length).toBeGreaterThan(15);
  const seen = new Set<number>();
  for (const [index, point] of points.entries()) {
    const name = `${point.moment} «${steps[point.dieAt]?.slice(0, 60)}»`;
    const { core, table } = release();
    const { signal } = await migrateElsewhere({ ...point, concurrency: 1 });
    expect(signal, name).toBe("SIGKILL");
    const left = await standing(table);
    for (const { files } of left) expect([[], [1, 2]], name).toContainEqual(files);
    seen.add(left.filter(({ files }) => files.length > 0).length);

    const { active, latestRun } = await execute(core, getFleetStatus, OPERATOR, {});
    const run = active ?? latestRun;
    if (!run) throw new Error("the run is gone");
    if (active) {
      await owner.send(sql`update migration_runs set lease_until = now() - interval '1 second' where id = ${run.id}`);
      // By who asks for it, and by a server that finds it.
      if (index % 2 === 0) await execute(core, resumeFleetRun, OPERATOR, { id: run.id });
      else expect(await adoptRuns(core), name).toEqual([run.id]);
      await core.fleet.settled(run.id);
    }
    expect(await standing(table), name).toEqual(whole(bundle.tenant.length));
    const after = await execute(core, getFleetStatus, OPERATOR, {});
    expect(after, name).toMatchObject({
      active: null,
      behind: 0,
      latestRun: { id: run.id, state: "done", counts: { done: SCHOOLS, skipped: 0 } },
    });
    const done: string[] = [];
    for await (const event of subscribe(core, watchFleetRun, OPERATOR, { id: run.id }, new AbortController().signal)) {
      if (event.kind === "school.done") done.push(event.schema);
    }
    expect(done.sort(), name).toEqual(schools.map(({ schemaName }) => schemaName).sort());
  }
  expect([...seen].sort()).toEqual([0, 1, 2, 3]);
});

test("a run in this process after all that finds nothing to do", async () => {
  const core = { ...platform.core, migrations: bundle };
  expect(await execute(core, migrateTenants, OPERATOR, {})).toMatchObject({ run: { state: "done" }, schools: [] });
});
