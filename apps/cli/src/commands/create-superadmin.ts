import { createSuperAdmin, execute } from "@pepro/core";
import { LABELS, ONCE } from "../labels.ts";
import { record } from "../output/record.ts";
import type { Cli } from "../program/cli.ts";
import { defineCommand } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";

type Flags = { email?: string; password?: string; passwordStdin?: boolean; firstName?: string; lastName?: string };

const ONE_PASSWORD = {
  fr: "--password et --password-stdin ne vont pas ensemble.",
  en: "--password and --password-stdin do not go together.",
};

export const createSuperAdminCommand = defineCommand<Flags>({
  name: "create-superadmin",
  summary: {
    fr: "créer un super-administrateur, ou lui donner un nouveau mot de passe",
    en: "make a super-administrator, or give one a new password",
  },
  options: [
    {
      flags: "--email <email>",
      text: {
        fr: "son adresse e-mail (PEPRO_SUPERADMIN_EMAIL sinon)",
        en: "their e-mail address (PEPRO_SUPERADMIN_EMAIL otherwise)",
      },
    },
    {
      flags: "--password <text>",
      text: {
        fr: "son mot de passe (PEPRO_SUPERADMIN_PASSWORD sinon, ou inventé et affiché une fois)",
        en: "their password (PEPRO_SUPERADMIN_PASSWORD otherwise, or made up and shown once)",
      },
    },
    {
      flags: "--password-stdin",
      text: { fr: "lire le mot de passe sur l'entrée standard", en: "read the password from standard input" },
    },
    { flags: "--first-name <text>", text: { fr: "son prénom", en: "their first name" } },
    { flags: "--last-name <text>", text: { fr: "son nom", en: "their last name" } },
  ],
  run: async (cli, flags) => {
    const input = await inputOf(cli, flags);
    cli.check(createSuperAdmin, input);
    const data = await execute(await cli.core(), createSuperAdmin, cli.call, input);
    const { email = "", password = null, created = false } = data ?? {};
    const made = { fr: "Le super-administrateur {email} est créé.", en: "The super-administrator {email} is made." };
    const reset = {
      fr: "Le super-administrateur {email} a un nouveau mot de passe ; ses sessions sont fermées.",
      en: "The super-administrator {email} has a new password; their sessions are closed.",
    };
    const lines = [cli.say(created ? made : reset, { email })];
    if (password) lines.push("", record([[cli.say(LABELS.password), cli.say(ONCE, { password })]]));
    return { data, text: lines.join("\n") };
  },
});

async function inputOf(cli: Cli, flags: Flags) {
  if (flags.password !== undefined && flags.passwordStdin) throw new UsageError(ONE_PASSWORD);
  const { superAdmin } = cli.configuration();
  const { email = superAdmin.email, firstName, lastName } = flags;
  // One line, as `echo` and files end it.
  const typed = flags.passwordStdin ? (await cli.world.stdin.readAll()).replace(/\r?\n$/, "") : flags.password;
  return { email, password: typed ?? superAdmin.password, firstName, lastName };
}
