import { addDomain, execute } from "@pepro/core";
import { defineCommand, SCHOOL } from "../program/command.ts";
import { UsageError } from "../program/usage-error.ts";
import { findSchool } from "../school.ts";

type Flags = { domain?: string; primary?: boolean };

const NEEDS_DOMAIN = { fr: "Il manque --domain.", en: "--domain is missing." };

export const addDomainCommand = defineCommand<Flags>({
  name: "add-domain",
  summary: { fr: "donner un autre nom d'hôte à un établissement", en: "give a school another host name" },
  argument: SCHOOL,
  options: [
    {
      required: true,
      flags: "--domain <host>",
      text: {
        fr: "le nom d'hôte, par exemple lycee-hugo.ac-paris.fr",
        en: "the host name, such as lycee-hugo.ac-paris.fr",
      },
    },
    { flags: "--primary", text: { fr: "en faire le domaine principal", en: "make it the primary domain" } },
  ],
  run: async (cli, { domain, primary }, name) => {
    if (domain === undefined) throw new UsageError(NEEDS_DOMAIN);
    const school = await findSchool(cli, name);
    const input = { tenantId: school.id, domain, isPrimary: primary };
    const data = await execute(await cli.core(), addDomain, cli.call, input);
    const text = { fr: "{name} répond aussi sur {domain}.", en: "{name} also answers at {domain}." };
    return { data, text: cli.say(text, { name: school.schoolName, domain: data.domain }) };
  },
});
