import type { Language } from "@pepro/contracts";
import { fill, type Text } from "@pepro/runtime";
import type { Command } from "../program/command.ts";

const HELP: Text = { fr: "Voir : pepro {command}--help", en: "See: pepro {command}--help" };
const HINTS: Readonly<Record<string, Text>> = {
  usage: HELP,
  validation_failed: HELP,
  not_found: { fr: "Les établissements : pepro list-tenants", en: "The schools: pepro list-tenants" },
  provisioning_failed: {
    fr: "La cause écartée : pepro provision-tenant <établissement>",
    en: "Once the cause is removed: pepro provision-tenant <school>",
  },
  not_provisioned: {
    fr: "Pour le provisionner : pepro provision-tenant <établissement>",
    en: "To provision it: pepro provision-tenant <school>",
  },
  fleet_run_active: {
    fr: "Où elle en est : pepro status ; attendre sa fin : pepro migrate-tenants --wait",
    en: "How far it is: pepro status; to wait for its end: pepro migrate-tenants --wait",
  },
  internal: { fr: "Pour les détails, ajoutez --debug.", en: "For the details, add --debug." },
};

/** What to do about an error; empty where its message says it all. */
export function hintFor(code: string, language: Language, command: Command | undefined): string {
  const hint = HINTS[code]?.[language] ?? "";
  return fill(hint, { command: command ? `${command.name} ` : "" });
}
