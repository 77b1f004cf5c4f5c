import type { FleetRun, FleetStatus } from "@pepro/contracts";
import { faultText, line, pauseText, schoolsText, waveText } from "./fleet/texts.ts";
import { table } from "./output/table.ts";
import { visible } from "./output/width.ts";
import type { Cli } from "./program/cli.ts";

const TITLES = {
  version: { fr: "Version", en: "Version" },
  schools: { fr: "Établissements", en: "Schools" },
  file: { fr: "Dernier fichier", en: "Last file" },
};
const NOT_OURS = { fr: "plus récent que ce programme", en: "newer than this program" };

/** Which schools are where, who is furthest behind, who failed, and the run that is not over. */
export function statusText(cli: Cli, status: FleetStatus): string {
  if (status.schools === 0) return cli.say({ fr: "Aucun établissement provisionné.", en: "No school is provisioned." });
  const schools = status.each ? each(cli, status) : oldest(cli, status);
  const parts = [matrix(cli, status), summary(cli, status), schools, failed(cli, status)];
  return [...parts, status.active ? runText(cli, status.active) : ""].filter(Boolean).join("\n\n");
}

function matrix(cli: Cli, { versions, latest }: FleetStatus): string {
  const { palette, formats } = cli;
  return table(
    versions,
    [
      {
        title: cli.say(TITLES.version),
        value: ({ version }) => String(version),
        style: (text, { version }) => (version === latest ? palette.green(text) : palette.yellow(text)),
      },
      { title: cli.say(TITLES.schools), value: ({ schools }) => formats.number(schools) },
      {
        title: cli.say(TITLES.file),
        value: ({ file, version }) => file ?? (version > latest ? cli.say(NOT_OURS) : "—"),
      },
    ],
    { palette, width: undefined },
  );
}

function summary(cli: Cli, { schools, behind, ahead, latest }: FleetStatus): string {
  const { number } = cli.formats;
  const fields = { schools: schoolsText(cli, schools), behind: number(behind), ahead: number(ahead), latest };
  if (behind === 0 && ahead === 0) {
    const all = {
      fr: "{schools}, à jour (version {latest}).",
      en: "{schools}, up to date (version {latest}).",
    };
    return cli.say(all, fields);
  }
  const late = {
    fr: "{schools}, {behind} en retard sur la version {latest}",
    en: "{schools}, {behind} behind version {latest}",
  };
  const newer = { fr: ", {ahead} en avance", en: ", {ahead} ahead" };
  return `${cli.say(late, fields)}${ahead > 0 ? cli.say(newer, fields) : ""}.`;
}

const SCHOOL = { fr: "Établissement", en: "School" };
const NAME = { fr: "Nom", en: "Name" };

/** A line a school: the versions are columns, its own is marked. */
function each(cli: Cli, status: FleetStatus): string {
  const versions = status.versions.map(({ version }) => version).reverse();
  const ofVersion = (column: number) => ({
    title: String(column),
    value: ({ version }: { version: number }) => (version === column ? "●" : "·"),
    style: (text: string) => (column === status.latest ? cli.palette.green(text) : cli.palette.yellow(text)),
  });
  const columns = [
    { title: cli.say(SCHOOL), value: ({ schema }: { schema: string }) => schema },
    ...versions.map(ofVersion),
    { title: cli.say(NAME), value: ({ name }: { name: string }) => name, shrinks: true },
  ];
  const { isTerminal, columns: width } = cli.world.stdout;
  return table(status.each ?? [], columns, { palette: cli.palette, width: isTerminal ? width : undefined });
}

function oldest(cli: Cli, status: FleetStatus): string {
  if (status.oldest.length === 0) return "";
  const lines = status.oldest.map(({ schema, name, version }) => `  ${version}  ${schema}  ${visible(name)}`);
  return [cli.say({ fr: "Les plus en retard :", en: "Furthest behind:" }), ...lines].join("\n");
}

function failed(cli: Cli, status: FleetStatus): string {
  if (status.failedCount === 0) return "";
  const lines = status.failed.map(({ schema, fault }) => `  ${line(cli, schema, faultText(cli, fault))}`);
  const more = status.failedCount - status.failed.length;
  const title = cli.say(
    { fr: "En échec ({count}) :", en: "Failed ({count}):" },
    { count: cli.formats.number(status.failedCount) },
  );
  const rest = more > 0 ? [`  … +${cli.formats.number(more)}`] : [];
  return [cli.palette.red(title), ...lines, ...rest].join("\n");
}

const STATES = {
  running: { fr: "en cours", en: "running" },
  lost: { fr: "en cours, mais aucun processus n'y travaille", en: "running, but no process works on it" },
  paused: { fr: "en pause", en: "paused" },
};

/** Where a run that is not over stands, and what can be done with it. */
function runText(cli: Cli, run: FleetRun): string {
  const { state, counts, waves, pauseReason, isWorking, id } = run;
  const { number } = cli.formats;
  const shown = state === "paused" ? STATES.paused : isWorking ? STATES.running : STATES.lost;
  const ended = counts.done + counts.failed + counts.skipped;
  const fields = {
    id,
    state: cli.say(shown),
    by: visible(run.createdBy),
    ended: number(ended),
    all: number(run.schools),
  };
  const head = cli.say(
    {
      fr: "Migration {id}, lancée par {by} : {state}, {ended} sur {all}",
      en: "Run {id}, begun by {by}: {state}, {ended} of {all}",
    },
    fields,
  );
  const wave = waves.find(({ pending, running }) => pending + running > 0);
  const where = wave && waves.length > 1 ? `, ${waveText(cli, wave.wave)}` : "";
  const errors =
    counts.failed > 0
      ? cli.say({ fr: ", {count} en échec", en: ", {count} failed" }, { count: number(counts.failed) })
      : "";
  const next =
    state === "running" && isWorking
      ? { fr: "La suivre : pepro migrate-tenants --run {id}", en: "Follow it: pepro migrate-tenants --run {id}" }
      : {
          fr: "La reprendre : pepro migrate-tenants --resume ; l'abandonner : pepro migrate-tenants --cancel",
          en: "Resume it: pepro migrate-tenants --resume; give it up: pepro migrate-tenants --cancel",
        };
  const reason = pauseReason ? [pauseText(cli, pauseReason)] : [];
  return [`${head}${where}${errors}.`, ...reason, cli.say(next, { id })].join("\n");
}
