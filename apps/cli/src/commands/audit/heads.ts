import { execute, stateHeads } from "@pepro/core";
import { defineCommand } from "../../program/command.ts";
import { AUDIT } from "./options.ts";

export const auditHeadsCommand = defineCommand({
  name: "audit heads",
  group: AUDIT,
  summary: {
    fr: "où en est chaque chaîne, signé, à conserver ailleurs pour audit verify --heads",
    en: "where every chain is at, signed, to be kept elsewhere for audit verify --heads",
  },
  options: [],
  run: async (cli) => {
    const statement = await execute(await cli.core(), stateHeads, cli.call, undefined);
    return { data: statement, text: JSON.stringify(statement, null, 2) };
  },
});
