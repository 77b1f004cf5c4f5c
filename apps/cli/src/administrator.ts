import { LABELS, ONCE } from "./labels.ts";
import type { Cli } from "./program/cli.ts";
import type { Option } from "./program/command.ts";

export type AdministratorFlags = Partial<
  Record<"adminEmail" | "adminFirstName" | "adminLastName" | "adminPassword", string>
>;

/** Who runs a school at first; without them, one is made with the school's own e-mail address. */
export const ADMINISTRATOR_OPTIONS: readonly Option[] = [
  {
    flags: "--admin-email <email>",
    text: {
      fr: "premier administrateur (l'adresse de contact sinon)",
      en: "first administrator (the contact address otherwise)",
    },
  },
  { flags: "--admin-first-name <text>", text: { fr: "son prénom", en: "their first name" } },
  { flags: "--admin-last-name <text>", text: { fr: "son nom", en: "their last name" } },
  {
    flags: "--admin-password <text>",
    text: { fr: "son mot de passe (inventé et affiché sinon)", en: "their password (made up and shown otherwise)" },
  },
];

export function administratorOf(flags: AdministratorFlags) {
  const { adminEmail: email, adminFirstName: firstName, adminLastName: lastName, adminPassword: password } = flags;
  const given = { email, firstName, lastName, password };
  return Object.values(given).some((value) => value !== undefined) ? given : undefined;
}

/** The lines that hand a school over to its first administrator. */
export function administratorFields(
  cli: Cli,
  admin: { email: string; password: string | null } | null,
): (readonly [string, string])[] {
  if (!admin) return [];
  return [
    [cli.say(LABELS.admin), admin.email],
    [cli.say(LABELS.password), admin.password ? cli.say(ONCE, { password: admin.password }) : ""],
  ];
}
