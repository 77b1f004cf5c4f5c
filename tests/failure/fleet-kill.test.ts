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
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleWith, SMALL_SCHOOLS } from "../harness/bundle.ts";
import { OPERATOR, openPlatform, type TestPlatform } from "../harness/index.ts";
import type { FleetChildOptions } from "./fleet-child.ts";
import { buildDying, type Dying, MOMENTS } from "./support/dying.ts";

const SCHOOLS = 6;

let platform: TestPlatform;
let owner: Connection;
let child: Dying<FleetChildOptions>;
let schools: TenantView[];
let bundle: MigrationBundle = SMALL_SCHOOLS;
let count = 0;

beforeAll(async () => {
  const bundled = buildDying<FleetChildOptions>("fleet-child.ts", () => owner);
  platform = await openPlatform({ migrations: SMALL_SCHOOLS });
  owner = await openConnection({ url: platform.databaseUrl });
  schools = await Promise.all(Array.from({ length: SCHOOLS }, () => platform.openSchool()));
  child = await bundled;
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  child.remove();
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

type Way = {
  concurrency: number;
  /** Whether the control plane knows what the ledgers hold; where it does not, each ledger is looked at first. */
  isKnown: boolean;
};

async function migrateElsewhere(
  { concurrency, isKnown }: Way,
  point: Partial<Pick<FleetChildOptions, "dieAt" | "moment">> = {},
) {
  if (!isKnown) await owner.send(rawSql("update tenants set schema_version = schema_version - 1"));
  const { databaseUrl, dataDir } = platform;
  return child.run({
    databaseUrl,
    dataDir,
    migrations: bundle,
    concurrency,
    dieAt: undefined,
    moment: "before",
    ...point,
  });
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

type Point = { dieAt: number; moment: (typeof MOMENTS)[number] };

/** Steps in turn, each at another moment. */
const inTurn = (steps: readonly number[]): Point[] =>
  steps.map((dieAt, index) => ({ dieAt, moment: MOMENTS[index % 3] ?? "before" }));
const atEach = (dieAt: number): Point[] => MOMENTS.map((moment) => ({ dieAt, moment }));
const isSchool = (step: string) => step.startsWith("school: ");
const numbersOf = (steps: readonly string[], wanted: (step: string) => boolean) =>
  steps.flatMap((step, at) => (wanted(step) ? [at] : []));

/** A run that nobody kills. @returns its steps */
async function wholeRun(way: Way): Promise<string[]> {
  const { core, table } = release();
  const { signal, steps } = await migrateElsewhere(way);
  expect(signal).toBeNull();
  expect(await standing(table)).toEqual(whole(bundle.tenant.length));
  const { latestRun } = await execute(core, getFleetStatus, OPERATOR, {});
  expect(latestRun).toMatchObject({ state: "done", counts: { done: SCHOOLS } });
  return steps;
}

/** @returns in how many schools the files were, each time it was killed. */
async function killedAt(way: Way, points: readonly Point[], steps: readonly string[]): Promise<number[]> {
  const seen = new Set<number>();
  for (const [index, point] of points.entries()) {
    const name = `${point.moment} «${steps[point.dieAt]?.slice(0, 60)}»`;
    const { core, table } = release();
    const { signal } = await migrateElsewhere(way, point);
    expect(signal, name).toBe("SIGKILL");
    const left = await standing(table);
    for (const { files } of left) expect([[], [1, 2]], name).toContainEqual(files);
    seen.add(left.filter(({ files }) => files.length > 0).length);
    await goOn(core, index, name);
    expect(await standing(table), name).toEqual(whole(bundle.tenant.length));
  }
  return [...seen].sort((one, other) => one - other);
}

/** By who asks for it, and by a server that finds it: what was missing is done, and each school is told of once. */
async function goOn(core: Core, index: number, name: string): Promise<void> {
  const { active, latestRun } = await execute(core, getFleetStatus, OPERATOR, {});
  const run = active ?? latestRun;
  if (!run) throw new Error("the run is gone");
  if (active) {
    await owner.send(sql`update migration_runs set lease_until = now() - interval '1 second' where id = ${run.id}`);
    if (index % 2 === 0) await execute(core, resumeFleetRun, OPERATOR, { id: run.id });
    else expect(await adoptRuns(core), name).toEqual([run.id]);
    await core.fleet.settled(run.id);
  }
  expect(await execute(core, getFleetStatus, OPERATOR, {}), name).toMatchObject({
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

describe("killed at any statement a run is gone on with by another process: what was missing is done, nothing twice", () => {
  test("where each message brings several schools up to date", { timeout: 120_000 }, async () => {
    const way = { concurrency: 1, isKnown: true };
    const steps = await wholeRun(way);
    const messages = numbersOf(steps, isSchool);
    expect(messages.map((at) => steps[at]?.match(/^(school: )?begin;$/gm)?.length)).toEqual([1, 1, 2, 2]);
    const kinds = new Map(numbersOf(steps, (step) => !isSchool(step)).map((at) => [steps[at]?.slice(0, 60), at]));
    const points = [...atEach(messages[2] ?? 0), ...inTurn([...kinds.values()])];
    expect(points.length).toBeGreaterThan(8);
    expect(await killedAt(way, points, steps)).toEqual(expect.arrayContaining([0, 2, 4, SCHOOLS]));
  });

  test("where each school's ledger is looked at first", { timeout: 120_000 }, async () => {
    const way = { concurrency: 1, isKnown: false };
    const steps = await wholeRun(way);
    // Per school: what is refused and taken back; begin with path and lock, the ledger; its rows, four statements, the commit.
    const messages = numbersOf(steps, isSchool);
    expect(messages).toHaveLength(SCHOOLS * 10);
    const second = messages.slice(10, 20);
    const some = [0, 2, 3, 4, 5, 8].map((at) => second[at] ?? 0);
    const points = [...inTurn(some), ...atEach(second.at(-1) ?? 0).slice(1)];
    expect(await killedAt(way, points, steps)).toEqual([1, 2]);
  });

  test.each([true, false])(
    "where three are under way at once (ledgers known: %s)",
    { timeout: 120_000 },
    async (isKnown) => {
      const way = { concurrency: 3, isKnown };
      const steps = await wholeRun(way);
      const messages = numbersOf(steps, isSchool).slice(isKnown ? 1 : 10);
      const share = Math.ceil(messages.length / 4);
      const points = inTurn(messages.filter((_, index) => index % share === 0));
      expect(points.length).toBeGreaterThan(2);
      expect((await killedAt(way, points, steps)).every((done) => done > 0)).toBe(true);
    },
  );
});

test("a run in this process after all that finds nothing to do", async () => {
  const core = { ...platform.core, migrations: bundle };
  expect(await execute(core, migrateTenants, OPERATOR, {})).toMatchObject({ run: { state: "done" }, schools: [] });
});
