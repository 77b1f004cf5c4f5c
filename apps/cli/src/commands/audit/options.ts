import { AUDIT_OUTCOMES, AUDIT_TRAILS } from "@pepro/contracts";
import type { Cli } from "../../program/cli.ts";
import type { Group, Option } from "../../program/command.ts";
import { momentOf } from "../../program/values.ts";
import { findSchool } from "../../school.ts";

export const AUDIT: Group = {
  name: "audit",
  summary: { fr: "lire et vérifier le journal d'audit", en: "read and verify the audit trail" },
};

/** The exit code where a chain is broken: that of `audit_broken`. */
export const BROKEN = 8;

export type FilterFlags = Partial<
  Record<"school" | "trail" | "actor" | "action" | "target" | "outcome" | "from" | "to", string>
>;

export const FILTER_OPTIONS: readonly Option[] = [
  { flags: "--school <school>", text: { fr: "ce qui concerne cet établissement", en: "what concerns this school" } },
  {
    flags: "--trail <trail>",
    text: {
      fr: "le journal de la plateforme, ou celui de l'établissement lui-même",
      en: "the platform's trail, or the school's own",
    },
    choices: AUDIT_TRAILS,
    default: "platform",
  },
  {
    flags: "--actor <text>",
    text: { fr: "qui a agi : partie du nom, ou identifiant", en: "who acted: part of the name, or an id" },
  },
  {
    flags: "--action <name>",
    text: { fr: "action, ou début : tenants, tenants.update", en: "action, or its noun: tenants, tenants.update" },
  },
  { flags: "--target <target>", text: { fr: "objet : sorte:id, sorte ou id", en: "target: kind:id, kind or id" } },
  { flags: "--outcome <outcome>", text: { fr: "issue", en: "how it ended" }, choices: AUDIT_OUTCOMES },
  {
    flags: "--from <date>",
    text: { fr: "à partir de ce jour (UTC) ou de ce moment", en: "from this day (UTC) or moment on" },
  },
  { flags: "--to <date>", text: { fr: "avant ce jour (UTC) ou ce moment", en: "before this day (UTC) or moment" } },
];

export const FILTER_FIELDS = { tenantId: "--school" } as const;

/** The filter with everything but the school, to be checked before the database is opened. */
export function filterOf({ actor, action, target, outcome, from, to, trail }: FilterFlags) {
  return { trail, actor, action, target, outcome, from: momentOf(from), to: momentOf(to) };
}

export async function schoolOf(cli: Cli, school: string | undefined): Promise<{ tenantId?: string }> {
  return school === undefined ? {} : { tenantId: (await findSchool(cli, school)).id };
}
