import { type AuditChainState, type AuditComparison, messageFor, type PruneAuditOutput } from "@pepro/contracts";
import type { Text } from "@pepro/runtime";
import type { Cli } from "./program/cli.ts";

const ENTRY: Text = { fr: "entrée", en: "entry" };
const ENTRIES: Text = { fr: "entrées", en: "entries" };
const NIL = /^[0-]+$/;

/** Which chain: the platform's own, what the platform did about a school, or the school's own. */
export function nameOf(cli: Cli, { trail, chain }: Pick<AuditChainState, "trail" | "chain">): string {
  const own = { fr: "plateforme", en: "platform" };
  const about = { fr: "plateforme, établissement {chain}", en: "platform, school {chain}" };
  const school = { fr: "établissement {chain}", en: "school {chain}" };
  if (trail === "school") return cli.say(school, { chain });
  return NIL.test(chain) ? cli.say(own) : cli.say(about, { chain });
}

/** A chain's line: how many entries hold, up to where, or where it breaks. */
export function chainText(cli: Cli, state: AuditChainState): string {
  const { plural, number, date } = cli.formats;
  const name = nameOf(cli, state);
  if (state.broken) {
    const { kind, seq, id } = state.broken;
    const what = messageFor(`audit_break_${kind}`, cli.language) ?? kind;
    const where = { fr: "{name} : ROMPUE, {place} : {what}", en: "{name}: BROKEN, {place}: {what}" };
    return cli.palette.red(cli.say(where, { name, place: placeText(cli, seq, id), what }));
  }
  const parts = [
    state.state === "empty"
      ? cli.say({ fr: "vide", en: "empty" })
      : cli.say(
          { fr: "{entries} depuis le {since}, intègre", en: "{entries} since {since}, intact" },
          { entries: plural(state.entries, ENTRY, ENTRIES), since: date(state.since) },
        ),
    state.checkpoint
      ? cli.say(
          { fr: "{count} effacées avant", en: "{count} removed before" },
          { count: number(state.checkpoint.removed) },
        )
      : "",
    state.unchained > 0
      ? cli.say(
          { fr: "{count} d'avant la chaîne", en: "{count} from before the chain" },
          { count: number(state.unchained) },
        )
      : "",
    state.head ? cli.palette.dim(`${state.head.seq}:${state.head.hash}`) : "",
  ].filter(Boolean);
  return cli.say({ fr: "{name} : {parts}", en: "{name}: {parts}" }, { name, parts: parts.join(", ") });
}

/** The first broken link, by its place in the chain and its row. */
function placeText(cli: Cli, seq: number | null, id: number | null): string {
  const entry = seq === null ? cli.say({ fr: "une entrée", en: "an entry" }) : cli.say(ENTRY_NUMBER, { seq });
  return id === null ? entry : `${entry} (id ${id})`;
}

const ENTRY_NUMBER: Text = { fr: "entrée {seq}", en: "entry {seq}" };

export function verdictText(cli: Cli, states: readonly AuditChainState[]): string {
  const broken = states.filter(({ state }) => state === "broken").length;
  const { plural, number } = cli.formats;
  const chains = plural(states.length, { fr: "chaîne", en: "chain" }, { fr: "chaînes", en: "chains" });
  const entries = plural(
    states.reduce((sum, state) => sum + state.entries, 0),
    ENTRY,
    ENTRIES,
  );
  const sound = { fr: "{chains}, {entries} : aucune n'est rompue.", en: "{chains}, {entries}: none is broken." };
  const one = { fr: "{chains}, {entries} : 1 est rompue.", en: "{chains}, {entries}: 1 is broken." };
  const several = {
    fr: "{chains}, {entries} : {broken} sont rompues.",
    en: "{chains}, {entries}: {broken} are broken.",
  };
  const verdict = broken === 0 ? sound : broken === 1 ? one : several;
  const text = cli.say(verdict, { chains, entries, broken: number(broken) });
  return broken > 0 ? cli.palette.red(text) : cli.palette.bold(text);
}

/** What a file of heads that was kept elsewhere shows. */
export function comparisonText(cli: Cli, { isGenuine, at, compared, lost }: AuditComparison): string {
  const forged = {
    fr: "Le fichier a été modifié, ou vient d'une autre installation : rien n'a été comparé.",
    en: "The file was changed, or is of another installation: nothing was compared.",
  };
  if (!isGenuine) return cli.palette.red(cli.say(forged));
  const { date, plural } = cli.formats;
  const heads = plural(compared, { fr: "chaîne", en: "chain" }, { fr: "chaînes", en: "chains" });
  const held = { fr: "Fichier du {at}, {heads} : tout est là.", en: "File of {at}, {heads}: all is there." };
  if (lost.length === 0) return cli.say(held, { at: date(at), heads });
  const how = {
    cut: {
      fr: "{name} : COUPÉE, l'entrée {seq} du fichier du {at} n'est plus là",
      en: "{name}: CUT, entry {seq} of the file of {at} is gone",
    },
    rewritten: {
      fr: "{name} : REFAITE, l'entrée {seq} n'est plus celle du fichier du {at}",
      en: "{name}: REWRITTEN, entry {seq} is no longer that of the file of {at}",
    },
  };
  const lines = lost.map((loss) =>
    cli.palette.red(cli.say(how[loss.how], { name: nameOf(cli, loss), seq: loss.seq, at: date(at) })),
  );
  return lines.join("\n");
}

const REMOVED = "{name}: {entries} removed, the chain goes on after {seq}";

export function prunedText(cli: Cli, done: PruneAuditOutput): string {
  const name = nameOf(cli, done);
  if (done.removed === 0) {
    return cli.say({ fr: "{name} : rien d'aussi ancien", en: "{name}: nothing as old as that" }, { name });
  }
  const { plural, number } = cli.formats;
  const entries = plural(done.removed, ENTRY, ENTRIES);
  const one = { fr: "{name} : {entries} effacée, la chaîne reprend après la {seq}", en: REMOVED };
  const many = { fr: "{name} : {entries} effacées, la chaîne reprend après la {seq}", en: REMOVED };
  const text = done.removed > 1 ? many : one;
  return cli.say(text, { name, entries, seq: number(done.checkpoint?.seq ?? 0) });
}

export function leftText(cli: Cli, fields: { chain: string; kind: string; seq: number | null }): string {
  return cli.palette.red(messageFor("audit_broken", cli.language, fields) ?? "audit_broken");
}
