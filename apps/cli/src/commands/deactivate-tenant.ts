import { deactivateTenant, execute } from "@pepro/core";
import { defineCommand, SCHOOL } from "../program/command.ts";
import { findSchool } from "../school.ts";

export const deactivateTenantCommand = defineCommand({
  name: "deactivate-tenant",
  summary: {
    fr: "fermer un établissement, sans rien effacer",
    en: "turn everyone away from a school, erasing nothing",
  },
  argument: SCHOOL,
  options: [],
  run: async (cli, _flags, name) => {
    const school = await findSchool(cli, name);
    const data = await execute(await cli.core(), deactivateTenant, cli.call, { id: school.id });
    const text = {
      fr: "{name} est désactivé : {host} ne répond plus.",
      en: "{name} is deactivated: {host} no longer answers.",
    };
    return { data, text: cli.say(text, { name: school.schoolName, host: data.domainUrl }) };
  },
});
