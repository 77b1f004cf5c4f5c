import { type FleetRunSchool, isPeproError } from "@pepro/contracts";
import { type Core, execute, getFleetRun, planFleetRun, startFleetRun } from "@pepro/core";
import { type FleetFlags, inputOf, type Order, orderOf } from "../fleet/flags.ts";
import { type Followed, follow } from "../fleet/follow.ts";
import { give, orderText } from "../fleet/orders.ts";
import { migrationText, planText, publicText } from "../migrations-output.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand, type Result } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";
import { findSchool } from "../school.ts";
import { MIGRATE_OPTIONS } from "./migrate-tenants-options.ts";

/** The exit code where not every school is done: that of `migration_failed`. */
const FAILED = 7;

const NO_APPS = {
  fr: "--app n'existe plus : les modules d'un établissement ne se migrent pas séparément. Lancez migrate-tenants sans --app.",
  en: "--app is gone: a school's modules are not migrated apart. Run migrate-tenants without --app.",
};

export const migrateTenantsCommand = defineCommand<FleetFlags>({
  name: "migrate-tenants",
  formerly: "migrate",
  summary: {
    fr: "mettre à jour les tables partagées, puis celles de chaque établissement",
    en: "bring the shared tables up to date, then those of each school",
  },
  options: MIGRATE_OPTIONS,
  fields: { lockTimeoutMs: "--lock-timeout", canary: "--canary", failureBudget: "--failure-budget", id: "--run" },
  streams: (flags) => !flags.text && !flags.plan && !flags.pause && !flags.cancel,
  run: async (cli, flags) => {
    if (flags.app !== undefined) throw new UsageError(NO_APPS);
    const order = orderOf(flags);
    if (order) return obey(cli, order, flags);
    cli.check(startFleetRun, inputOf(flags));
    return flags.plan ? plan(cli, flags) : migrate(cli, flags);
  },
});

async function plan(cli: Cli, flags: FleetFlags): Promise<Result> {
  const shared = await cli.planPublic();
  const files = { files: flags.skipPublic ? [] : shared.files, skipped: flags.skipPublic === true };
  // Before a first installation there is nothing to ask about schools, and nothing to open.
  const schools = shared.prepared
    ? await execute(await cli.core({ prepare: false }), planFleetRun, cli.call, await wholeInput(cli, flags))
    : { latest: 0, current: 0, schools: [], waves: [], files: [] };
  const data = { ...schools, public: files };
  const exitCode = schools.schools.some(({ fault }) => fault) ? FAILED : 0;
  return { data, text: planText(cli, data), exitCode };
}

async function migrate(cli: Cli, flags: FleetFlags): Promise<Result> {
  const before = await cli.planPublic();
  const skipped = flags.skipPublic === true && before.prepared;
  const core = await open(cli, flags, skipped ? "skip" : "run");
  const shared = { files: skipped ? [] : before.files, skipped };
  if (!cli.json) cli.world.stdout.write(`${publicText(cli, shared)}\n`);
  const input = await wholeInput(cli, flags);
  const begun = flags.wait ? await startInTurn(cli, core, input) : await execute(core, startFleetRun, cli.call, input);
  return told(cli, core, await follow(cli, core, begun), shared);
}

/** One run at a time: waits for the one that is active, whoever works on it. */
async function startInTurn(cli: Cli, core: Core, input: object) {
  for (;;) {
    try {
      return await execute(core, startFleetRun, cli.call, input);
    } catch (error) {
      if (!isPeproError(error, "fleet_run_active")) throw error;
      const { runId } = error.fields;
      const { run } = await execute(core, getFleetRun, cli.call, { id: runId, pageSize: 1 });
      await follow(cli, core, run, "ended");
    }
  }
}

async function obey(cli: Cli, order: Order, flags: FleetFlags): Promise<Result> {
  const core = await open(cli, flags, flags.skipPublic ? "skip" : "run");
  const run = await give(cli, core, order, flags.run);
  if (order === "pause" || order === "cancel") return { data: run, text: orderText(cli, order, run) };
  return told(cli, core, await follow(cli, core, run), { files: [], skipped: true });
}

async function told(
  cli: Cli,
  core: Core,
  { run, current }: Followed,
  shared: { files: readonly string[]; skipped: boolean },
): Promise<Result> {
  const exitCode = run.state === "done" ? 0 : FAILED;
  const schools = cli.json ? await schoolsOf(cli, core, run.id) : [];
  const data = { kind: "result", public: shared, run, schools };
  return { data, isLine: true, text: migrationText(cli, run, current), exitCode };
}

const LARGEST_PAGE = 200;

async function schoolsOf(cli: Cli, core: Core, id: string): Promise<FleetRunSchool[]> {
  const items: FleetRunSchool[] = [];
  for (let page = 1; ; page++) {
    const { schools } = await execute(core, getFleetRun, cli.call, { id, page, pageSize: LARGEST_PAGE });
    items.push(...schools.items);
    if (items.length >= schools.count || schools.items.length === 0) return items;
  }
}

const MOST_AT_ONCE = 32;

/** A run that was begun with more schools at a time goes on with as many. */
function open(cli: Cli, { concurrency = "4", ...flags }: FleetFlags, publicMigrations: "run" | "skip"): Promise<Core> {
  const most = orderOf(flags) ? MOST_AT_ONCE : Number(concurrency);
  return cli.core({ publicMigrations, maxOwnerConnections: most + 1 });
}

/** `--schema` and `--canary` take whatever names a school. */
async function wholeInput(cli: Cli, flags: FleetFlags) {
  const { canary, ...input } = inputOf(flags);
  const schemaOf = async (name: string) => (await findSchool(cli, name)).schemaName;
  const schema = flags.schema === undefined ? undefined : await schemaOf(flags.schema);
  if (!canary || !("schools" in canary)) return { ...input, canary, schema };
  const schools: string[] = [];
  for (const name of canary.schools) schools.push(await schemaOf(name));
  return { ...input, canary: { schools }, schema };
}
