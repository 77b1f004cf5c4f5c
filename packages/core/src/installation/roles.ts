import { type RoleName, roleName } from "@pepro/db";

/**
 * Roles belong to the whole PostgreSQL server, so each carries the installation's id: two installations on one server
 * never share one. Nothing private is in a name: a tenant's role is named by its id.
 */
export function installationRoles(installationId: string) {
  return {
    runtime: roleName(`pepro_${installationId}_app`),
    /** Every tenant's role is a member: what a public migration grants to it, all schools may read. */
    tenants: roleName(`pepro_${installationId}_tenants`),
    tenant: (tenantId: string): RoleName => roleName(`pepro_${installationId}_${tenantId.replaceAll("-", "")}`),
  };
}

export type InstallationRoles = ReturnType<typeof installationRoles>;
