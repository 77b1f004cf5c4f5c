import { messageFor } from "@pepro/contracts";
import type { MigrationFault, MigrationOutcome } from "@pepro/core";
import type { Text } from "@pepro/runtime";
import { visible } from "./output/width.ts";
import type { Cli } from "./program/cli.ts";

const ONE: Text = { fr: "migration", en: "migration" };
const MANY: Text = { fr: "migrations", en: "migrations" };
const CURRENT: Text = { fr: "à jour", en: "up to date" };

/** What became of the shared tables; they go first, so it is said first. */
export function publicText(cli: Cli, shared: { files: readonly string[]; skipped: boolean }): string {
  const skipped = { fr: "laissé tel quel (--skip-public)", en: "left as it is (--skip-public)" };
  const applied = { fr: "{count} appliquées", en: "{count} applied" };
  const one = { fr: "{count} appliquée", en: "{count} applied" };
  const { length } = shared.files;
  const done = cli.say(length > 1 ? applied : one, { count: cli.formats.plural(length, ONE, MANY) });
  const state = shared.skipped ? cli.say(skipped) : length === 0 ? cli.say(CURRENT) : done;
  return line(cli, "public", state);
}

/** One school's line. */
export function schoolText(cli: Cli, { schema, state, files, milliseconds, fault }: MigrationOutcome): string {
  if (fault) return line(cli, schema, cli.palette.red(faultText(cli, fault)));
  if (state === "current") return line(cli, schema, cli.say(CURRENT));
  const fields = { count: cli.formats.plural(files.length, ONE, MANY), time: cli.formats.duration(milliseconds) };
  return line(cli, schema, cli.say({ fr: "{count} en {time}", en: "{count} in {time}" }, fields));
}

/** The count at the end, and what to do where a school failed. */
export function migrationText(cli: Cli, outcomes: readonly MigrationOutcome[]): string {
  if (outcomes.length === 0) return cli.say({ fr: "Aucun établissement à migrer.", en: "No school to migrate." });
  const count = (state: MigrationOutcome["state"]) => outcomes.filter((outcome) => outcome.state === state).length;
  const { plural, number } = cli.formats;
  const [done, current, failed] = [count("done"), count("current"), count("failed")];
  const parts = [
    done > 0 ? plural(done, { fr: "migré", en: "migrated" }, { fr: "migrés", en: "migrated" }) : "",
    current > 0 ? cli.say({ fr: "{count} à jour", en: "{count} up to date" }, { count: number(current) }) : "",
    failed > 0
      ? cli.palette.red(cli.say({ fr: "{count} en échec", en: "{count} failed" }, { count: number(failed) }))
      : "",
  ].filter(Boolean);
  const schools = plural(
    outcomes.length,
    { fr: "établissement", en: "school" },
    { fr: "établissements", en: "schools" },
  );
  const summary = cli.say(
    { fr: "{schools} : {parts}.", en: "{schools}: {parts}." },
    { schools, parts: parts.join(", ") },
  );
  const again = {
    fr: "Les établissements en échec sont restés comme ils étaient. La cause écartée, relancez : pepro migrate-tenants",
    en: "The schools that failed are as they were. Once the cause is removed, run again: pepro migrate-tenants",
  };
  return failed > 0 ? `${summary}\n${cli.say(again)}` : summary;
}

type Plan = {
  public: { files: readonly string[]; skipped: boolean };
  schools: readonly { schema: string; files: readonly string[]; fault: MigrationFault | null }[];
};

/** What a run would do, file by file. */
export function planText(cli: Cli, { public: shared, schools }: Plan): string {
  const block = (name: string, files: readonly string[], fault: MigrationFault | null = null) => {
    if (fault) return line(cli, name, cli.palette.red(faultText(cli, fault)));
    if (files.length === 0) return line(cli, name, cli.say(CURRENT));
    return [line(cli, name, cli.formats.plural(files.length, ONE, MANY)), ...files.map((file) => `  ${file}`)].join(
      "\n",
    );
  };
  const first = shared.skipped ? publicText(cli, shared) : block("public", shared.files);
  const nothing = { fr: "Rien n'a été exécuté.", en: "Nothing was run." };
  const each = schools.map(({ schema, files, fault }) => block(schema, files, fault));
  return [first, ...each, "", cli.palette.dim(cli.say(nothing))].join("\n");
}

function faultText(cli: Cli, { code, fields, reason }: MigrationFault): string {
  const known = code !== "internal" && code !== "unavailable";
  return visible((known && messageFor(code, cli.language, fields)) || reason);
}

function line(cli: Cli, name: string, text: string): string {
  return cli.say({ fr: "{name} : {text}", en: "{name}: {text}" }, { name, text });
}
