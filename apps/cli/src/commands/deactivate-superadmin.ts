import { deactivateSuperAdmin, execute } from "@pepro/core";
import { defineCommand } from "../program/command.ts";
import { findSuperAdmin, SUPERADMIN } from "../superadmin.ts";

export const deactivateSuperAdminCommand = defineCommand({
  name: "deactivate-superadmin",
  summary: { fr: "fermer le compte d'un super-administrateur", en: "turn a super-administrator away" },
  argument: SUPERADMIN,
  options: [],
  run: async (cli, _flags, email) => {
    const { id } = await findSuperAdmin(cli, email);
    const data = await execute(await cli.core(), deactivateSuperAdmin, cli.call, { id });
    const text = {
      fr: "{email} n'est plus super-administrateur ; ses sessions sont fermées.",
      en: "{email} is no longer a super-administrator; their sessions are closed.",
    };
    return { data, text: cli.say(text, { email: data.email }) };
  },
});
