import { execute, makeResetLink } from "@pepro/core";
import { record } from "../output/record.ts";
import { defineCommand } from "../program/command.ts";
import { SUPERADMIN } from "../superadmin.ts";

/** Stands for the platform itself, whose people belong to no school. */
const PLATFORM = "-";

export const resetPasswordCommand = defineCommand<{ email: string }>({
  name: "reset-password",
  summary: {
    fr: "imprimer un lien pour choisir un nouveau mot de passe",
    en: "print a link for somebody's new password",
  },
  argument: {
    field: "school",
    name: { fr: "<établissement|->", en: "<school|->" },
    text: {
      fr: "schéma, sous-domaine, adresse ou identifiant ; - pour un super-administrateur",
      en: "schema, subdomain, host or id; - for a super-administrator",
    },
  },
  second: SUPERADMIN,
  options: [],
  run: async (cli, { email }, school) => {
    const input = { school: school === PLATFORM ? null : school, email };
    cli.check(makeResetLink, input);
    const data = await execute(await cli.core(), makeResetLink, cli.call, input);
    const head = {
      fr: "Ce lien sert une fois ; ne le donnez qu'à la personne concernée.",
      en: "This link works once; give it to nobody but its owner.",
    };
    const fields = [
      [cli.say({ fr: "Lien", en: "Link" }), data.link],
      [cli.say({ fr: "Jusqu'au", en: "Until" }), cli.formats.date(data.expiresAt)],
    ] as const;
    return { data, text: `${cli.say(head)}\n\n${record(fields)}` };
  },
});
