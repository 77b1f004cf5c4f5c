import { activateTenant, execute } from "@pepro/core";
import { defineCommand, SCHOOL } from "../program/command.ts";
import { findSchool } from "../school.ts";

export const activateTenantCommand = defineCommand({
  name: "activate-tenant",
  summary: { fr: "rouvrir un établissement désactivé", en: "let a deactivated school in again" },
  argument: SCHOOL,
  options: [],
  run: async (cli, _flags, name) => {
    const school = await findSchool(cli, name);
    const data = await execute(await cli.core(), activateTenant, cli.call, { id: school.id });
    const text = { fr: "{name} est actif : {host} répond.", en: "{name} is active: {host} answers." };
    return { data, text: cli.say(text, { name: school.schoolName, host: data.domainUrl }) };
  },
});
