import type { RoleName, Tx } from "@pepro/db";
import type { Installation } from "../installation/index.ts";
import { readRoles, roleStatements } from "./queries.ts";

/**
 * Makes schools' roles, those that are not there yet. In one transaction however many they are: each that brings a role
 * makes every backend rebuild what it remembers of memberships.
 */
export async function makeRoles(tx: Tx, installation: Installation, roles: readonly RoleName[]): Promise<void> {
  const known = await readRoles(tx, roles);
  const missing = roles.filter((role) => !known.has(role));
  if (missing.length > 0) await Promise.all(statementsFor(installation, missing).map((each) => tx.query(each)));
}

export function statementsFor({ runtimeRole, roles }: Installation, missing: readonly RoleName[]) {
  const runtimeRoles = [...new Set([roles.runtime, runtimeRole])];
  return roleStatements(missing, { runtimeRoles, tenantsRole: roles.tenants });
}
