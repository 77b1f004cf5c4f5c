import type { ModuleMap, SchoolType, TenantDomain, TenantView } from "@pepro/contracts";
import { rawSql, roleName, schemaName, type TenantPlace } from "@pepro/db";

/** A school as the control plane holds it, with its settings and hosts. */
export type TenantRow = {
  id: string;
  clusterId: string;
  schemaName: string;
  roleName: string;
  subdomain: string;
  state: TenantView["state"];
  schemaVersion: number;
  schoolId: string;
  schoolName: string;
  schoolType: SchoolType;
  address: string;
  postalCode: string;
  city: string;
  phone: string;
  email: string;
  website: string;
  schoolLogo: string | null;
  primaryColor: string;
  secondaryColor: string;
  logoUrl: string;
  faviconUrl: string;
  isActive: boolean;
  maxStudents: number;
  maxStorageGb: number;
  modulesEnabled: ModuleMap;
  createdAt: Date;
  provisionedAt: Date | null;
  lastAccessedAt: Date | null;
  domainUrl: string;
  domains: TenantDomain[];
  settings: TenantView["settings"];
};

/** Selects a `TenantRow` from `tenants t`; to be followed by conditions on `t`. */
export const SELECT_TENANT = rawSql(`
  select t.id, t.cluster_id as "clusterId", t.schema_name as "schemaName", t.role_name as "roleName", t.subdomain,
    t.state, t.schema_version as "schemaVersion", t.school_id as "schoolId", t.school_name as "schoolName",
    t.school_type as "schoolType", t.address, t.postal_code as "postalCode", t.city, t.phone, t.email, t.website,
    t.school_logo as "schoolLogo", t.primary_color as "primaryColor", t.secondary_color as "secondaryColor",
    t.logo_url as "logoUrl", t.favicon_url as "faviconUrl", t.is_active as "isActive", t.max_students as "maxStudents",
    t.max_storage_gb as "maxStorageGb", t.modules_enabled as "modulesEnabled", t.created_at as "createdAt",
    t.provisioned_at as "provisionedAt", t.last_accessed_at as "lastAccessedAt",
    (select h.host from tenant_hosts h where h.tenant_id = t.id and h.kind = 'main') as "domainUrl",
    (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'domain', h.host, 'isPrimary', h.is_primary,
        'createdAt', to_char(h.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by h.created_at, h.id),
        '[]'::jsonb)
      from tenant_hosts h where h.tenant_id = t.id and h.kind = 'alternative') as domains,
    jsonb_build_object('enableEmailNotifications', s.enable_email_notifications,
      'enableSmsNotifications', s.enable_sms_notifications, 'passwordMinLength', s.password_min_length,
      'sessionTimeoutMinutes', s.session_timeout_minutes, 'timezone', s.timezone, 'language', s.language,
      'dateFormat', s.date_format, 'timeFormat', s.time_format) as settings
  from tenants t join tenant_settings s on s.tenant_id = t.id`);

/** Where a tenant's rows are. The names come from the control row alone. */
export function placeOf(row: Pick<TenantRow, "clusterId" | "schemaName" | "roleName">): TenantPlace {
  return { clusterId: row.clusterId, schema: schemaName(row.schemaName), role: roleName(row.roleName) };
}

/** Counters that live in the school's own schema. */
export type TenantUsage = { storageUsedBytes: number; studentCount: number };

export const NO_USAGE: TenantUsage = Object.freeze({ storageUsedBytes: 0, studentCount: 0 });

export function tenantViewOf(row: TenantRow, usage: TenantUsage): TenantView {
  return {
    id: row.id,
    schemaName: row.schemaName,
    domainUrl: row.domainUrl,
    state: row.state,
    schemaVersion: row.schemaVersion,
    school: {
      id: row.schoolId,
      name: row.schoolName,
      schoolType: row.schoolType,
      address: row.address,
      postalCode: row.postalCode,
      city: row.city,
      phone: row.phone,
      email: row.email,
      website: row.website,
      logo: row.schoolLogo,
      subdomain: row.subdomain,
      isActive: true,
      createdAt: row.createdAt.toISOString(),
    },
    primaryColor: row.primaryColor,
    secondaryColor: row.secondaryColor,
    logoUrl: row.logoUrl,
    faviconUrl: row.faviconUrl,
    isActive: row.isActive,
    createdAt: row.createdAt.toISOString(),
    maxStudents: row.maxStudents,
    maxStorageGb: row.maxStorageGb,
    modulesEnabled: row.modulesEnabled as Record<string, boolean>,
    provisionedAt: row.provisionedAt?.toISOString() ?? null,
    lastAccessedAt: row.lastAccessedAt?.toISOString() ?? null,
    domains: row.domains,
    settings: row.settings,
    ...usage,
  };
}
