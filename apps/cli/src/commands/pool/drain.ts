import { drainPool, execute } from "@pepro/core";
import { defineCommand } from "../../program/command.ts";
import { POOL, statusText } from "./group.ts";

export const poolDrainCommand = defineCommand({
  name: "pool drain",
  group: POOL,
  summary: {
    fr: "supprimer les établissements préparés d'avance",
    en: "remove the schools made ahead of need",
  },
  options: [],
  run: async (cli) => {
    const drained = await execute(await cli.core(), drainPool, cli.call, {});
    const done = { fr: "Supprimés : {removed}", en: "Removed: {removed}" };
    return {
      data: drained,
      text: `${cli.say(done, { removed: drained.removed })}\n${statusText(cli, drained.status)}`,
    };
  },
});
