import { execute, migrateTenants, planMigrations } from "@pepro/core";
import { migrationText, planText, publicText, schoolText } from "../migrations-output.ts";
import { createProgress } from "../output/progress.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand, type Result } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";
import { wholeNumber } from "../program/values.ts";
import { findSchool } from "../school.ts";

type Flags = {
  schema?: string;
  plan?: boolean;
  fake?: boolean;
  skipPublic?: boolean;
  concurrency?: string;
  app?: string;
};

/** The exit code where a school failed: that of `migration_failed`. */
const FAILED = 7;

const NO_APPS = {
  fr: "--app n'existe plus : les modules d'un établissement ne se migrent pas séparément. Lancez migrate-tenants sans --app.",
  en: "--app is gone: a school's modules are not migrated apart. Run migrate-tenants without --app.",
};

export const migrateTenantsCommand = defineCommand<Flags>({
  name: "migrate-tenants",
  formerly: "migrate",
  summary: {
    fr: "mettre à jour les tables partagées, puis celles de chaque établissement",
    en: "bring the shared tables up to date, then those of each school",
  },
  options: [
    { flags: "--schema <school>", text: { fr: "cet établissement seulement", en: "this school only" } },
    {
      flags: "--plan",
      text: { fr: "montrer ce qui serait fait, sans rien faire", en: "show what would be done, doing nothing" },
    },
    {
      flags: "--fake",
      text: {
        fr: "noter les migrations des établissements comme faites, sans les faire",
        en: "record the schools' migrations as done without running them",
      },
    },
    {
      flags: "--skip-public",
      text: { fr: "laisser les tables partagées comme elles sont", en: "leave the shared tables as they are" },
    },
    {
      flags: "--concurrency <n>",
      text: { fr: "établissements à la fois, 32 au plus (4 sinon)", en: "schools at a time, 32 at most (4 otherwise)" },
    },
    { flags: "--app <module>", text: { fr: "n'existe plus", en: "gone" }, hidden: true },
  ],
  run: async (cli, flags) => {
    if (flags.app !== undefined) throw new UsageError(NO_APPS);
    cli.check(migrateTenants, inputOf(flags));
    return flags.plan ? plan(cli, flags) : migrate(cli, flags);
  },
});

function inputOf({ fake, concurrency }: Flags) {
  return { fake, concurrency: wholeNumber(concurrency) };
}

async function plan(cli: Cli, flags: Flags): Promise<Result> {
  const shared = await cli.planPublic();
  // Before a first installation there is nothing to ask about schools, and nothing to open.
  const schools = shared.prepared ? await planSchools(cli, flags) : [];
  const data = { public: { files: flags.skipPublic ? [] : shared.files, skipped: flags.skipPublic === true }, schools };
  const exitCode = schools.some(({ fault }) => fault) ? FAILED : 0;
  return { data, text: planText(cli, data), exitCode };
}

async function planSchools(cli: Cli, flags: Flags) {
  const core = await cli.core({ prepare: false });
  return (await execute(core, planMigrations, cli.call, { schema: await schemaOf(cli, flags) })).schools;
}

async function migrate(cli: Cli, flags: Flags): Promise<Result> {
  const before = await cli.planPublic();
  const skipped = flags.skipPublic === true && before.prepared;
  const input = inputOf(flags);
  const core = await cli.core({
    publicMigrations: skipped ? "skip" : "run",
    maxOwnerConnections: Number(input.concurrency ?? 4) + 1,
  });
  const shared = { files: before.files, skipped };
  const say = cli.json ? () => {} : (line: string) => cli.world.stdout.write(`${line}\n`);
  say(publicText(cli, shared));
  const schema = await schemaOf(cli, flags);
  const progress = createProgress(cli.json ? { ...cli.world.stdout, write: () => {} } : cli.world.stdout);
  const { outcomes } = await execute(core, migrateTenants, cli.call, {
    ...input,
    schema,
    onProgress: (done: Parameters<typeof schoolText>[1], position: number, total: number) =>
      progress.step(position, total, schoolText(cli, done), done.state === "failed"),
  }).finally(progress.end);
  const data = { public: { files: skipped ? [] : before.files, skipped }, schools: outcomes };
  const exitCode = outcomes.some(({ state }) => state === "failed") ? FAILED : 0;
  return { data, text: migrationText(cli, outcomes), exitCode };
}

/** `--schema` takes whatever names a school. */
async function schemaOf(cli: Cli, { schema }: Flags): Promise<string | undefined> {
  return schema === undefined ? undefined : (await findSchool(cli, schema)).schemaName;
}
