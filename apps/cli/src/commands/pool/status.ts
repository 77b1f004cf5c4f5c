import { execute, getPoolStatus } from "@pepro/core";
import { defineCommand } from "../../program/command.ts";
import { POOL, statusText } from "./group.ts";

export const poolStatusCommand = defineCommand({
  name: "pool status",
  group: POOL,
  summary: { fr: "combien d'établissements sont prêts d'avance", en: "how many schools are ready ahead of need" },
  options: [],
  run: async (cli) => {
    const status = await execute(await cli.core(), getPoolStatus, cli.call, {});
    return { data: status, text: statusText(cli, status) };
  },
});
