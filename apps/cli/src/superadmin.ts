import { PeproError, type SuperAdminView } from "@pepro/contracts";
import { execute, listSuperAdmins } from "@pepro/core";
import type { Cli } from "./program/cli.ts";

/** The argument of the commands on one super-administrator. */
export const SUPERADMIN = {
  field: "email",
  name: { fr: "<adresse>", en: "<email>" },
  text: { fr: "son adresse e-mail", en: "their e-mail address" },
} as const;

/** The super-administrator that an argument names. @throws PeproError `not_found` */
export async function findSuperAdmin(cli: Cli, email: string): Promise<SuperAdminView> {
  const all = await execute(await cli.core(), listSuperAdmins, cli.call, undefined);
  const found = all.find((each) => each.email.toLowerCase() === email.trim().toLowerCase());
  if (!found) throw new PeproError("not_found", { entity: "superadmin", id: email });
  return found;
}
