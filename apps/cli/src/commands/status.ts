import { execute, getFleetStatus } from "@pepro/core";
import { defineCommand } from "../program/command.ts";
import { statusText } from "../status-output.ts";

export const statusCommand = defineCommand<Record<never, never>>({
  name: "status",
  summary: {
    fr: "montrer quel établissement en est à quelle version, et la migration en cours",
    en: "show which school is at which version, and the run under way",
  },
  options: [],
  run: async (cli) => {
    const data = await execute(await cli.core(), getFleetStatus, cli.call, {});
    return { data, text: statusText(cli, data) };
  },
});
