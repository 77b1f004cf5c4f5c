import { execute, getFleetStatus } from "@pepro/core";
import { defineCommand } from "../program/command.ts";
import { statusText } from "../status-output.ts";

export const statusCommand = defineCommand<{ all?: boolean }>({
  name: "status",
  summary: {
    fr: "montrer quel établissement en est à quelle version, et la migration en cours",
    en: "show which school is at which version, and the run under way",
  },
  options: [
    {
      flags: "--all",
      text: { fr: "aussi chaque établissement, avec sa version", en: "each school too, with its version" },
    },
  ],
  run: async (cli, { all = false }) => {
    const data = await execute(await cli.core(), getFleetStatus, cli.call, { each: all });
    return { data, text: statusText(cli, data) };
  },
});
