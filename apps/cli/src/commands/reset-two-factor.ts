import { execute, resetSuperAdminTwoFactor } from "@pepro/core";
import { defineCommand } from "../program/command.ts";
import { findSuperAdmin, SUPERADMIN } from "../superadmin.ts";

export const resetTwoFactorCommand = defineCommand({
  name: "reset-two-factor",
  summary: {
    fr: "retirer l'application d'authentification perdue d'un super-administrateur",
    en: "take a super-administrator's lost authenticator away",
  },
  argument: SUPERADMIN,
  options: [],
  run: async (cli, _flags, email) => {
    const { id } = await findSuperAdmin(cli, email);
    const data = await execute(await cli.core(), resetSuperAdminTwoFactor, cli.call, { id });
    const text = {
      fr: "{email} se connecte de nouveau par son seul mot de passe ; ses sessions sont fermées.",
      en: "{email} signs in with the password alone again; their sessions are closed.",
    };
    return { data, text: cli.say(text, { email: data.email }) };
  },
});
