import { execute, listSuperAdmins } from "@pepro/core";
import { table } from "../output/table.ts";
import { defineCommand } from "../program/command.ts";

const YES = { fr: "oui", en: "yes" };
const NO = { fr: "non", en: "no" };

export const listSuperAdminsCommand = defineCommand({
  name: "list-superadmins",
  summary: { fr: "lister les super-administrateurs", en: "list the super-administrators" },
  options: [],
  run: async (cli) => {
    const data = await execute(await cli.core(), listSuperAdmins, cli.call, undefined);
    const columns = [
      { title: cli.say({ fr: "Adresse", en: "Address" }), value: (row: (typeof data)[number]) => row.email },
      {
        title: cli.say({ fr: "Nom", en: "Name" }),
        value: (row: (typeof data)[number]) => `${row.firstName} ${row.lastName}`.trim(),
        shrinks: true,
      },
      {
        title: cli.say({ fr: "Actif", en: "Active" }),
        value: (row: (typeof data)[number]) => cli.say(row.isActive ? YES : NO),
      },
      {
        title: cli.say({ fr: "Deux étapes", en: "Two steps" }),
        value: (row: (typeof data)[number]) => cli.say(row.hasTwoFactor ? YES : NO),
      },
      {
        title: cli.say({ fr: "Dernière connexion", en: "Last sign-in" }),
        value: (row: (typeof data)[number]) => cli.formats.date(row.lastLoginAt),
      },
    ];
    const { palette, world } = cli;
    return { data, text: table(data, columns, { palette, width: world.stdout.columns }) };
  },
});
