import { clearResolution, execute } from "@pepro/core";
import { defineCommand, SCHOOL } from "../program/command.ts";
import { findSchool } from "../school.ts";

export const clearCacheCommand = defineCommand({
  name: "clear-cache",
  summary: {
    fr: "faire oublier à tous les serveurs quel établissement répond sur quelle adresse",
    en: "make every server forget which school answers at which host",
  },
  argument: { ...SCHOOL, name: { fr: "[établissement]", en: "[school]" } },
  options: [],
  run: async (cli, _, name) => {
    const core = await cli.core();
    const school = name ? await findSchool(cli, name) : undefined;
    await execute(core, clearResolution, cli.call, school ? { school: school.id } : {});
    const one = {
      fr: "Tous les serveurs en marche oublient les adresses de {name} et les relisent dans la base.",
      en: "Every running server forgets the hosts of {name} and reads them from the database again.",
    };
    const all = {
      fr: "Tous les serveurs en marche oublient les adresses et les relisent dans la base.",
      en: "Every running server forgets the hosts and reads them from the database again.",
    };
    const text = school ? cli.say(one, { name: school.schoolName }) : cli.say(all);
    return { data: { cleared: true, school: school?.schemaName ?? null }, text };
  },
});
