import { hasModule, MODULES, type TenantView } from "@pepro/contracts";
import { execute, findTenantByName } from "@pepro/core";
import type { Text } from "@pepro/runtime";
import { visible } from "./output/width.ts";
import type { Cli } from "./program/cli.ts";

/** Stands in for a school's id while the rest of an input is checked, before the database is opened. */
export const NO_SCHOOL = "00000000-0000-4000-8000-000000000000";

/** The school that an argument names. @throws PeproError `not_found`, `validation_failed` */
export async function findSchool(cli: Cli, name: string) {
  cli.check(findTenantByName, { name });
  const school = await execute(await cli.core(), findTenantByName, cli.call, { name });
  return { ...school, schoolName: visible(school.schoolName) };
}

const STATES: Readonly<Record<string, Text>> = {
  created: { fr: "à provisionner", en: "to be provisioned" },
  provisioning: { fr: "provisionnement en cours", en: "being provisioned" },
  failed: { fr: "provisionnement échoué", en: "provisioning failed" },
  ready: { fr: "actif", en: "active" },
  inactive: { fr: "désactivé", en: "deactivated" },
};

/** Where a school stands, in a word or two. */
export function stateOf(cli: Cli, { state, isActive }: Pick<TenantView, "state" | "isActive">): string {
  return cli.say(STATES[state === "ready" && !isActive ? "inactive" : state] ?? { fr: state, en: state });
}

/** The modules a school has of all there are, and those it lacks. */
export function modulesOf(cli: Cli, modules: Readonly<Record<string, boolean>>): string {
  const missing = MODULES.filter((name) => !hasModule(modules, name));
  const some = { fr: "{on} sur {all} (sans {missing})", en: "{on} of {all} (without {missing})" };
  const every = { fr: "tous ({all})", en: "all {all}" };
  const fields = { on: MODULES.length - missing.length, all: MODULES.length, missing: missing.join(", ") };
  return cli.say(missing.length > 0 ? some : every, fields);
}
