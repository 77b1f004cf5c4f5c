import type { FleetPlan, FleetRun } from "@pepro/contracts";
import { currentText, faultText, line, migrationsText, pauseText, schoolsText, waveText } from "./fleet/texts.ts";
import { cut, visible } from "./output/width.ts";
import type { Cli } from "./program/cli.ts";

/** What became of the shared tables; they go first, so it is said first. */
export function publicText(cli: Cli, shared: { files: readonly string[]; skipped: boolean }): string {
  const skipped = { fr: "laissé tel quel (--skip-public)", en: "left as it is (--skip-public)" };
  const applied = { fr: "{count} appliquées", en: "{count} applied" };
  const one = { fr: "{count} appliquée", en: "{count} applied" };
  const { length } = shared.files;
  const done = cli.say(length > 1 ? applied : one, { count: migrationsText(cli, length) });
  const state = shared.skipped ? cli.say(skipped) : length === 0 ? currentText(cli) : done;
  return line(cli, "public", state);
}

/**
 * The count at the end, and what to do where not all is done.
 * @param current how many of the skipped schools had nothing left to do
 */
export function migrationText(cli: Cli, run: FleetRun, current: number): string {
  const total = run.schools + run.current;
  if (total === 0) return cli.say({ fr: "Aucun établissement à migrer.", en: "No school to migrate." });
  const { plural, number } = cli.formats;
  const { done, failed, skipped, pending, running } = run.counts;
  const count = (value: number, text: { fr: string; en: string }) =>
    value > 0 ? cli.say(text, { count: number(value) }) : "";
  const parts = [
    done > 0 ? plural(done, { fr: "migré", en: "migrated" }, { fr: "migrés", en: "migrated" }) : "",
    count(run.current + current, { fr: "{count} à jour", en: "{count} up to date" }),
    cli.palette.red(count(failed, { fr: "{count} en échec", en: "{count} failed" })),
    count(pending + running, { fr: "{count} à faire", en: "{count} to do" }),
    count(skipped - current, { fr: "{count} laissés de côté", en: "{count} left out" }),
  ].filter((part) => visible(part) !== "");
  const fields = { schools: schoolsText(cli, total), parts: parts.join(", ") };
  const summary = cli.say({ fr: "{schools} : {parts}.", en: "{schools}: {parts}." }, fields);
  return [summary, ...adviceOn(cli, run)].join("\n");
}

const AGAIN = {
  fr: "Les établissements en échec sont restés comme ils étaient. La cause écartée, relancez : pepro migrate-tenants",
  en: "The schools that failed are as they were. Once the cause is removed, run again: pepro migrate-tenants",
};
const RESUME = {
  fr: "Pour continuer : pepro migrate-tenants --resume ; pour renoncer : pepro migrate-tenants --cancel",
  en: "To go on: pepro migrate-tenants --resume; to give up: pepro migrate-tenants --cancel",
};

function adviceOn(cli: Cli, { state, pauseReason, counts }: FleetRun): string[] {
  if (state === "paused") return [...(pauseReason ? [pauseText(cli, pauseReason)] : []), cli.say(RESUME)];
  return counts.failed > 0 ? [cli.say(AGAIN)] : [];
}

export type ShownPlan = Omit<FleetPlan, "public"> & { public: { files: readonly string[]; skipped: boolean } };

/** Schools that are named one by one; of more only how many need which files is told. */
const MOST_NAMED = 40;
const STATEMENT_WIDTH = 100;

/** What a run would do: who is behind, and what each of their files says. */
export function planText(cli: Cli, plan: ShownPlan): string {
  const block = (name: string, files: readonly string[]) => {
    if (files.length === 0) return line(cli, name, currentText(cli));
    return [line(cli, name, migrationsText(cli, files.length)), ...files.map((file) => `  ${file}`)].join("\n");
  };
  const first = plan.public.skipped ? publicText(cli, plan.public) : block("public", plan.public.files);
  const schools = plan.schools.map(({ schema, files, fault }) =>
    fault ? line(cli, schema, cli.palette.red(faultText(cli, fault))) : block(schema, files),
  );
  const groups = plan.schools.length > MOST_NAMED ? groupsOf(cli, plan) : schools;
  const waves = plan.waves.map(({ wave, schools }) => line(cli, waveText(cli, wave), schoolsText(cli, schools)));
  const current = plan.current > 0 ? [line(cli, schoolsText(cli, plan.current), currentText(cli))] : [];
  const statements = plan.files.flatMap(({ file, statements }) => [
    "",
    cli.palette.bold(file),
    ...statements.map(({ line: at, text }) => `  ${at}: ${cut(visible(text.replace(/\s+/g, " ")), STATEMENT_WIDTH)}`),
  ]);
  const nothing = cli.palette.dim(cli.say({ fr: "Rien n'a été exécuté.", en: "Nothing was run." }));
  return [first, ...groups, ...current, ...(waves.length > 1 ? waves : []), ...statements, "", nothing].join("\n");
}

function groupsOf(cli: Cli, { schools }: ShownPlan): string[] {
  const groups = new Map<string, number>();
  for (const { files } of schools) groups.set(files.join("\n  "), (groups.get(files.join("\n  ")) ?? 0) + 1);
  const each = { fr: "{schools}, chacun :", en: "{schools}, each:" };
  return [...groups].map(([files, count]) => `${cli.say(each, { schools: schoolsText(cli, count) })}\n  ${files}`);
}
