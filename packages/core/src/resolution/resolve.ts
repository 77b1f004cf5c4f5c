import { placeOf, type TenantRow } from "../tenants/row.ts";
import type { ResolvedTenant } from "./tenant.ts";

/** The part of a control row that requests need. */
export function resolvedTenantOf(row: TenantRow): ResolvedTenant {
  return {
    ...placeOf(row),
    id: row.id,
    subdomain: row.subdomain,
    domainUrl: row.domainUrl,
    isActive: row.isActive,
    isProvisioned: row.provisionedAt !== null,
    schemaVersion: row.schemaVersion,
    schoolName: row.schoolName,
    primaryColor: row.primaryColor,
    secondaryColor: row.secondaryColor,
    logoUrl: row.logoUrl,
    faviconUrl: row.faviconUrl,
    modulesEnabled: row.modulesEnabled,
    maxStudents: row.maxStudents,
    maxStorageGb: row.maxStorageGb,
    settings: row.settings,
  };
}
