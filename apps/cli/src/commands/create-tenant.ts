import { SCHOOL_TYPES } from "@pepro/contracts";
import { createTenant, execute } from "@pepro/core";
import {
  ADMINISTRATOR_OPTIONS,
  type AdministratorFlags,
  administratorFields,
  administratorOf,
} from "../administrator.ts";
import { LABELS } from "../labels.ts";
import { record } from "../output/record.ts";
import { visible } from "../output/width.ts";
import { defineCommand } from "../program/command.ts";
import { wholeNumber } from "../program/values.ts";
import { showingSteps } from "../provisioning-output.ts";
import { stateOf } from "../school.ts";

type Flags = Partial<
  Record<
    | "name"
    | "subdomain"
    | "type"
    | "email"
    | "phone"
    | "address"
    | "postalCode"
    | "city"
    | "website"
    | "primaryColor"
    | "secondaryColor"
    | "maxStudents"
    | "maxStorageGb",
    string
  >
> &
  AdministratorFlags & { provision?: boolean };

export const createTenantCommand = defineCommand<Flags>({
  name: "create-tenant",
  summary: { fr: "ouvrir un établissement", en: "open a school" },
  options: [
    { required: true, flags: "--name <text>", text: { fr: "nom de l'établissement", en: "name of the school" } },
    {
      required: true,
      flags: "--subdomain <label>",
      text: { fr: "sous-domaine, par exemple lycee-hugo", en: "subdomain, such as lycee-hugo" },
    },
    {
      flags: "--type <type>",
      text: { fr: "type d'établissement", en: "kind of school" },
      choices: SCHOOL_TYPES,
      default: "lycee",
    },
    {
      required: true,
      flags: "--email <email>",
      text: { fr: "adresse e-mail de contact", en: "contact e-mail address" },
    },
    { required: true, flags: "--phone <number>", text: { fr: "téléphone, dix chiffres", en: "telephone, ten digits" } },
    { required: true, flags: "--address <text>", text: { fr: "adresse postale", en: "street address" } },
    {
      required: true,
      flags: "--postal-code <code>",
      text: { fr: "code postal, cinq chiffres", en: "postal code, five digits" },
    },
    { required: true, flags: "--city <text>", text: { fr: "ville", en: "city" } },
    { flags: "--website <url>", text: { fr: "site web (facultatif)", en: "website (optional)" } },
    {
      flags: "--primary-color <color>",
      text: { fr: "couleur principale (#1976D2 sinon)", en: "primary colour (#1976D2 otherwise)" },
    },
    {
      flags: "--secondary-color <color>",
      text: { fr: "couleur secondaire (#424242 sinon)", en: "secondary colour (#424242 otherwise)" },
    },
    { flags: "--max-students <n>", text: { fr: "élèves au plus (1000 sinon)", en: "most students (1000 otherwise)" } },
    {
      flags: "--max-storage-gb <n>",
      text: { fr: "stockage au plus, en Go (50 sinon)", en: "most storage, in GB (50 otherwise)" },
    },
    {
      flags: "--provision",
      text: {
        fr: "le provisionner aussitôt : schéma, tables, administrateur",
        en: "provision it at once: schema, tables, administrator",
      },
    },
    ...ADMINISTRATOR_OPTIONS,
  ],
  fields: { schoolName: "--name", schoolType: "--type", provisionNow: "--provision" },
  run: async (cli, flags) => {
    const input = inputOf(flags);
    cli.check(createTenant, input);
    const core = await cli.core();
    const { tenant, admin } = await showingSteps(cli, core, () => execute(core, createTenant, cli.call, input));
    const opened = { fr: "{name} est ouvert.", en: "{name} is open." };
    const registered = {
      fr: "{name} est enregistré, sans schéma encore.",
      en: "{name} is registered, without a schema yet.",
    };
    const next = {
      fr: "Pour le provisionner : pepro provision-tenant {schema}",
      en: "To provision it: pepro provision-tenant {schema}",
    };
    const lines = [
      cli.palette.bold(cli.say(admin ? opened : registered, { name: visible(tenant.school.name) })),
      "",
      record([
        [cli.say(LABELS.host), tenant.domainUrl],
        [cli.say(LABELS.schema), tenant.schemaName],
        [cli.say(LABELS.state), stateOf(cli, tenant)],
        ...administratorFields(cli, admin),
        [cli.say(LABELS.id), tenant.id],
      ]),
    ];
    if (!admin) lines.push("", cli.say(next, { schema: tenant.schemaName }));
    return { data: { tenant, admin }, text: lines.join("\n") };
  },
});

function inputOf(flags: Flags) {
  return {
    schoolName: flags.name,
    schoolType: flags.type,
    subdomain: flags.subdomain,
    email: flags.email,
    phone: flags.phone,
    address: flags.address,
    postalCode: flags.postalCode,
    city: flags.city,
    website: flags.website,
    primaryColor: flags.primaryColor,
    secondaryColor: flags.secondaryColor,
    maxStudents: wholeNumber(flags.maxStudents),
    maxStorageGb: wholeNumber(flags.maxStorageGb),
    provisionNow: flags.provision,
    admin: administratorOf(flags),
  };
}
