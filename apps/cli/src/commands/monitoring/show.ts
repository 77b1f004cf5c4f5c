import { type FleetMonitoringInput, MONITORING_SORTS } from "@pepro/contracts";
import { execute, getFleetMonitoring, getSchoolMonitoring } from "@pepro/core";
import { fleetText, schoolText } from "../../monitoring-output.ts";
import type { Cli } from "../../program/cli.ts";
import { defineCommand, type Result, SCHOOL } from "../../program/command.ts";
import { UsageError } from "../../program/usage-error.ts";
import { wholeNumber } from "../../program/values.ts";
import { findSchool } from "../../school.ts";

type Flags = {
  attention?: boolean;
  search?: string;
  sort?: FleetMonitoringInput["sort"];
  limit?: string;
  page?: string;
};

const OF_THE_FLEET = {
  fr: "--attention, --search, --sort, --limit et --page trient la liste : nommez un établissement, ou l'un d'eux.",
  en: "--attention, --search, --sort, --limit and --page are of the list: name a school, or one of them.",
};

export const monitoringCommand = defineCommand<Flags>({
  name: "monitoring",
  summary: {
    fr: "voir la taille et l'état des tables, de tous les établissements ou d'un seul",
    en: "see how large the tables are and how they fare, of every school or of one",
  },
  argument: { ...SCHOOL, name: { fr: "[établissement]", en: "[school]" } },
  options: [
    {
      flags: "--attention",
      text: { fr: "les établissements qui demandent attention seulement", en: "only schools that need attention" },
    },
    {
      flags: "--search <words>",
      text: { fr: "une partie du nom ou du schéma", en: "a part of the name or the schema" },
    },
    {
      flags: "--sort <sort>",
      text: { fr: "ordre de la liste (size sinon)", en: "order of the list (size otherwise)" },
      choices: MONITORING_SORTS,
    },
    {
      flags: "--limit <n>",
      text: { fr: "établissements par page, 200 au plus (20 sinon)", en: "schools a page, 200 at most (20 otherwise)" },
    },
    { flags: "--page <n>", text: { fr: "quelle page (la première sinon)", en: "which page (the first otherwise)" } },
  ],
  fields: { needsAttention: "--attention", pageSize: "--limit" },
  run: async (cli, { attention, search, sort, limit, page }, name) => {
    const input = { needsAttention: attention, search, sort, pageSize: wholeNumber(limit), page: wholeNumber(page) };
    const isFiltered = Object.values(input).some((value) => value !== undefined);
    if (name === "") return fleet(cli, input);
    if (isFiltered) throw new UsageError(OF_THE_FLEET);
    return school(cli, name);
  },
});

async function fleet(cli: Cli, input: object): Promise<Result> {
  cli.check(getFleetMonitoring, input);
  const data = await execute(await cli.core(), getFleetMonitoring, cli.call, input);
  return { data, text: fleetText(cli, data) };
}

async function school(cli: Cli, name: string): Promise<Result> {
  const { id } = await findSchool(cli, name);
  const data = await execute(await cli.core(), getSchoolMonitoring, cli.call, { id });
  return { data, text: schoolText(cli, data) };
}
