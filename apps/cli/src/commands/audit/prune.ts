import { isPeproError, type PruneAuditOutput } from "@pepro/contracts";
import { execute, pruneAudit } from "@pepro/core";
import { leftText, prunedText } from "../../audit-output.ts";
import type { Cli } from "../../program/cli.ts";
import { defineCommand } from "../../program/command.ts";
import { UsageError } from "../../program/usage-error.ts";
import { momentOf } from "../../program/values.ts";
import { AUDIT, BROKEN } from "./options.ts";
import { chainsOf } from "./verify.ts";

type Flags = { before?: string; school?: string; all?: boolean; force?: boolean; yes?: boolean };

const WHICH = { fr: "Il faut --school ou --all, et un seul.", en: "Either --school or --all is needed." };
const NEEDS_YES = {
  fr: "Sans terminal pour poser la question, audit prune demande --yes.",
  en: "Without a terminal to ask on, audit prune needs --yes.",
};

export const auditPruneCommand = defineCommand<Flags>({
  name: "audit prune",
  group: AUDIT,
  summary: {
    fr: "effacer les entrées anciennes, en laissant de quoi vérifier la suite",
    en: "remove old entries, leaving what the rest is verified by",
  },
  options: [
    {
      flags: "--before <date>",
      text: {
        fr: "les entrées d'avant ce jour (UTC) ou ce moment",
        en: "entries from before this day (UTC) or moment",
      },
      required: true,
    },
    { flags: "--school <school>", text: { fr: "cet établissement seulement", en: "this school only" } },
    { flags: "--all", text: { fr: "toutes les chaînes", en: "every chain" } },
    {
      flags: "--force",
      text: { fr: "jusqu'à 180 jours d'aujourd'hui (365 sinon)", en: "up to 180 days from today (365 otherwise)" },
    },
    { flags: "-y, --yes", text: { fr: "ne pas demander de confirmation", en: "do not ask for confirmation" } },
  ],
  run: async (cli, { before, school, all = false, force = false, yes }) => {
    const input = { before: momentOf(before), force };
    cli.check(pruneAudit, input);
    if ((school === undefined) !== all) throw new UsageError(WHICH);
    const canAsk = cli.world.stdin.isTerminal && cli.world.stderr.isTerminal && !cli.json;
    if (!yes && !canAsk) throw new UsageError(NEEDS_YES);
    if (!yes && !(await confirmed(cli, String(before)))) {
      return {
        data: { pruned: [] },
        text: cli.say({ fr: "Rien n'a été effacé.", en: "Nothing was removed." }),
        exitCode: 1,
      };
    }
    const pruned: PruneAuditOutput[] = [];
    const left: { chain: string; kind: string; seq: number | null }[] = [];
    for (const chain of await chainsOf(cli, school)) {
      try {
        pruned.push(await execute(await cli.core(), pruneAudit, cli.call, { ...chain, ...input }));
      } catch (error) {
        if (!isPeproError(error, "audit_broken")) throw error;
        left.push(error.fields);
      }
    }
    const text = [...pruned.map((done) => prunedText(cli, done)), ...left.map((kept) => leftText(cli, kept))].join(
      "\n",
    );
    return { data: { pruned, left }, text, exitCode: left.length > 0 ? BROKEN : 0 };
  },
});

async function confirmed(cli: Cli, before: string): Promise<boolean> {
  const question = {
    fr: "Les entrées d'avant {before} seront effacées pour toujours ; exportez-les d'abord.\nPour confirmer, tapez {before} : ",
    en: "Entries from before {before} will be removed for ever; export them first.\nTo confirm, type {before}: ",
  };
  return (await cli.world.stdin.ask(cli.say(question, { before }))).trim() === before;
}
