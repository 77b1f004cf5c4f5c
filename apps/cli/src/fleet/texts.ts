import { CANARY_WAVE, type FleetEvent, type FleetFault, type FleetPauseReason, messageFor } from "@pepro/contracts";
import type { Text } from "@pepro/runtime";
import { took } from "../output/took.ts";
import { visible } from "../output/width.ts";
import type { Cli } from "../program/cli.ts";

const ONE: Text = { fr: "migration", en: "migration" };
const MANY: Text = { fr: "migrations", en: "migrations" };
const SCHOOL: Text = { fr: "établissement", en: "school" };
const SCHOOLS: Text = { fr: "établissements", en: "schools" };
const CURRENT: Text = { fr: "à jour", en: "up to date" };

export function migrationsText(cli: Cli, count: number): string {
  return cli.formats.plural(count, ONE, MANY);
}

export function schoolsText(cli: Cli, count: number): string {
  return cli.formats.plural(count, SCHOOL, SCHOOLS);
}

export function currentText(cli: Cli): string {
  return cli.say(CURRENT);
}

/** A name and what is said of it. */
export function line(cli: Cli, name: string, text: string): string {
  return cli.say({ fr: "{name} : {text}", en: "{name}: {text}" }, { name, text });
}

export function faultText(cli: Cli, { code, fields, reason }: FleetFault): string {
  const known = code !== "internal" && code !== "unavailable";
  return visible((known && messageFor(code, cli.language, fields)) || reason);
}

/** What to do about a fault: PostgreSQL's advice and ours. */
export function hintsText(cli: Cli, { hint, sqlstate }: FleetFault): readonly string[] {
  const own = sqlstate && messageFor(`fault_hint_${sqlstate}`, cli.language, {});
  return [hint ?? "", own ?? ""].filter(Boolean).map(visible);
}

/** How a school ended; undefined for what is no end. */
export function endText(cli: Cli, event: FleetEvent): string | undefined {
  switch (event.kind) {
    case "school.done": {
      const fields = { count: migrationsText(cli, event.files.length), time: took(cli, event.milliseconds) };
      return line(cli, event.schema, cli.say({ fr: "{count} en {time}", en: "{count} in {time}" }, fields));
    }
    case "school.skipped": {
      const gone = { fr: "supprimé entre-temps", en: "deleted meanwhile" };
      return line(cli, event.schema, event.reason === "current" ? currentText(cli) : cli.say(gone));
    }
    case "school.failed": {
      const hints = hintsText(cli, event.fault).map((hint) => `\n  ${hint}`);
      return line(cli, event.schema, cli.palette.red(faultText(cli, event.fault))) + hints.join("");
    }
    default:
      return undefined;
  }
}

const RETRYING = {
  fr: "{name} : {fault} ; nouvel essai dans {time}",
  en: "{name}: {fault}; next try in {time}",
};

/** What is told of the run itself, and of tries that did not end a school; undefined for what goes without saying. */
export function noteText(cli: Cli, event: FleetEvent, waves: number): string | undefined {
  switch (event.kind) {
    case "school.retrying": {
      const fields = { fault: faultText(cli, event.fault), time: took(cli, event.delayMs) };
      return cli.palette.dim(cli.say(RETRYING, { name: event.schema, ...fields }));
    }
    case "wave.started":
      return waves > 1 ? line(cli, waveText(cli, event.wave), schoolsText(cli, event.schools)) : undefined;
    case "run.resumed":
      return cli.say({ fr: "Reprise par {by}.", en: "Resumed by {by}." }, { by: visible(event.by) });
    case "run.retried": {
      const fields = { by: visible(event.by), schools: schoolsText(cli, event.schools) };
      return cli.say({ fr: "Nouvel essai demandé par {by} : {schools}.", en: "Retried by {by}: {schools}." }, fields);
    }
    case "run.cancelled":
      return cli.say({ fr: "Annulée par {by}.", en: "Cancelled by {by}." }, { by: visible(event.by) });
    default:
      return undefined;
  }
}

export function waveText(cli: Cli, wave: number): string {
  if (wave === CANARY_WAVE) return cli.say({ fr: "Établissements pilotes", en: "Canary" });
  return cli.say({ fr: "Vague {wave}", en: "Wave {wave}" }, { wave });
}

/** Why a run stands still. */
export function pauseText(cli: Cli, reason: FleetPauseReason): string {
  switch (reason.kind) {
    case "asked":
      return cli.say({ fr: "Mise en pause par {by}.", en: "Paused by {by}." }, { by: visible(reason.by) });
    case "interrupted":
      return cli.say({
        fr: "En pause : le processus a été arrêté.",
        en: "Paused: its process was told to stop.",
      });
    case "budget": {
      const failed = { fr: "échec", en: "failure" };
      const fields = {
        failed: cli.formats.plural(reason.failed, failed, { fr: "échecs", en: "failures" }),
        allowed: cli.formats.number(reason.allowed),
        wave: waveText(cli, reason.wave),
      };
      return cli.say(
        {
          fr: "En pause d'elle-même : {failed} ({wave}), {allowed} admis.",
          en: "Paused by itself: {failed} ({wave}), {allowed} allowed.",
        },
        fields,
      );
    }
  }
}
