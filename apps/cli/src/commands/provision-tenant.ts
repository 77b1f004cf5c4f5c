import { execute, provisionTenant } from "@pepro/core";
import {
  ADMINISTRATOR_OPTIONS,
  type AdministratorFlags,
  administratorFields,
  administratorOf,
} from "../administrator.ts";
import { LABELS } from "../labels.ts";
import { record } from "../output/record.ts";
import { visible } from "../output/width.ts";
import { defineCommand, SCHOOL } from "../program/command.ts";
import { showingSteps } from "../provisioning-output.ts";
import { findSchool, NO_SCHOOL, stateOf } from "../school.ts";

export const provisionTenantCommand = defineCommand<AdministratorFlags>({
  name: "provision-tenant",
  summary: {
    fr: "donner à un établissement son schéma, ses tables et son administrateur",
    en: "give a school its schema, tables and administrator",
  },
  argument: SCHOOL,
  options: ADMINISTRATOR_OPTIONS,
  run: async (cli, flags, name) => {
    const admin = administratorOf(flags);
    cli.check(provisionTenant, { id: NO_SCHOOL, admin });
    const school = await findSchool(cli, name);
    const core = await cli.core();
    const input = { id: school.id, admin };
    const data = await showingSteps(cli, core, () => execute(core, provisionTenant, cli.call, input));
    const { tenant } = data;
    const done = { fr: "{name} est provisionné.", en: "{name} is provisioned." };
    const fields = record([
      [cli.say(LABELS.host), tenant.domainUrl],
      [cli.say(LABELS.schema), tenant.schemaName],
      [cli.say(LABELS.state), stateOf(cli, tenant)],
      ...administratorFields(cli, data.admin),
    ]);
    const title = cli.palette.bold(cli.say(done, { name: visible(tenant.school.name) }));
    return { data, text: [title, "", fields].join("\n") };
  },
});
