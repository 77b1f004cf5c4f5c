import type { ModuleMap, TenantSettings } from "@pepro/contracts";
import type { TenantPlace } from "@pepro/db";

/** What a host resolves to: enough to answer theme and modules without another query. */
export type ResolvedTenant = TenantPlace & {
  id: string;
  subdomain: string;
  domainUrl: string;
  isActive: boolean;
  isProvisioned: boolean;
  schemaVersion: number;
  schoolName: string;
  primaryColor: string;
  secondaryColor: string;
  logoUrl: string;
  faviconUrl: string;
  modulesEnabled: ModuleMap;
  maxStudents: number;
  maxStorageGb: number;
  settings: TenantSettings;
};
