import { clearResolution, execute } from "@pepro/core";
import { defineCommand } from "../program/command.ts";

export const clearCacheCommand = defineCommand({
  name: "clear-cache",
  summary: {
    fr: "faire oublier à tous les serveurs quel établissement répond sur quelle adresse",
    en: "make every server forget which school answers at which host",
  },
  options: [],
  run: async (cli) => {
    await execute(await cli.core(), clearResolution, cli.call, undefined);
    const text = {
      fr: "Tous les serveurs en marche oublient les adresses et les relisent dans la base.",
      en: "Every running server forgets the hosts and reads them from the database again.",
    };
    return { data: { cleared: true }, text: cli.say(text) };
  },
});
