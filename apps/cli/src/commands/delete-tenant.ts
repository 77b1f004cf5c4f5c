import { deleteTenant, execute } from "@pepro/core";
import type { Cli } from "../program/cli.ts";
import { defineCommand, SCHOOL } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";
import { findSchool } from "../school.ts";

type Flags = { yes?: boolean };

const NEEDS_YES = {
  fr: "Sans terminal pour poser la question, delete-tenant demande --yes.",
  en: "Without a terminal to ask on, delete-tenant needs --yes.",
};

export const deleteTenantCommand = defineCommand<Flags>({
  name: "delete-tenant",
  summary: {
    fr: "fermer un établissement et l'effacer plus tard",
    en: "turn everyone away from a school, to be erased later",
  },
  argument: SCHOOL,
  options: [{ flags: "-y, --yes", text: { fr: "ne pas demander de confirmation", en: "do not ask for confirmation" } }],
  run: async (cli, { yes }, name) => {
    const canAsk = cli.world.stdin.isTerminal && cli.world.stderr.isTerminal && !cli.json;
    if (!yes && !canAsk) throw new UsageError(NEEDS_YES);
    const school = await findSchool(cli, name);
    if (!yes && !(await confirmed(cli, school))) {
      const kept = { fr: "Rien n'a été changé.", en: "Nothing was changed." };
      return { data: { deleted: false }, text: cli.say(kept), exitCode: 1 };
    }
    const data = await execute(await cli.core(), deleteTenant, cli.call, { id: school.id });
    const text = {
      fr: "{name} est fermé. Ses données seront effacées après le {date} ; ses noms restent pris.",
      en: "{name} is closed. Its data will be erased after {date}; its names stay taken.",
    };
    const fields = { name: school.schoolName, date: cli.formats.date(data.purgeAfter) };
    return { data, text: cli.say(text, fields) };
  },
});

async function confirmed(cli: Cli, school: { schoolName: string; schemaName: string }): Promise<boolean> {
  const question = {
    fr: "{name} ne répondra plus, et ses données seront effacées plus tard.\nPour confirmer, tapez {schema} : ",
    en: "{name} will no longer answer, and its data will be erased later.\nTo confirm, type {schema}: ",
  };
  const { schemaName } = school;
  const answer = await cli.world.stdin.ask(cli.say(question, { name: school.schoolName, schema: schemaName }));
  return answer.trim() === schemaName;
}
