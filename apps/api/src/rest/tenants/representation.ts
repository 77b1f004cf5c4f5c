import type { TenantDomain, TenantSettings, TenantStats, TenantView } from "@pepro/contracts";
import { toDate, toIso } from "../drf/dates.ts";

const GIB = 1024 ** 3;

/** Members that were Python floats. */
export const TENANT_FLOATS = ["storage_usage_gb"] as const;
export const STATS_FLOATS = ["storage_used_gb", "storage_percentage"] as const;

/** A tenant as the old clients read it. */
export function tenantBody(tenant: TenantView) {
  const { school } = tenant;
  return {
    id: tenant.id,
    schema_name: tenant.schemaName,
    domain_url: tenant.domainUrl,
    school: {
      id: school.id,
      name: school.name,
      school_type: school.schoolType,
      address: school.address,
      postal_code: school.postalCode,
      city: school.city,
      phone: school.phone,
      email: school.email,
      website: school.website,
      logo: school.logo,
      subdomain: school.subdomain,
      is_active: school.isActive,
      created_at: when(school.createdAt),
    },
    primary_color: tenant.primaryColor,
    secondary_color: tenant.secondaryColor,
    logo_url: tenant.logoUrl,
    favicon_url: tenant.faviconUrl,
    is_active: tenant.isActive,
    created_on: toDate(new Date(tenant.createdAt)),
    max_students: tenant.maxStudents,
    max_storage_gb: tenant.maxStorageGb,
    modules_enabled: tenant.modulesEnabled,
    provisioned_at: when(tenant.provisionedAt),
    last_accessed_at: when(tenant.lastAccessedAt),
    domains: tenant.domains.map(domainBody),
    settings: settingsBody(tenant.settings),
    storage_usage_gb: rounded(tenant.storageUsedBytes / GIB),
    student_count: tenant.studentCount,
  };
}

export function domainBody(domain: TenantDomain) {
  return { id: domain.id, domain: domain.domain, is_primary: domain.isPrimary, created_at: when(domain.createdAt) };
}

export function settingsBody(settings: TenantSettings) {
  return {
    enable_email_notifications: settings.enableEmailNotifications,
    enable_sms_notifications: settings.enableSmsNotifications,
    password_min_length: settings.passwordMinLength,
    session_timeout_minutes: settings.sessionTimeoutMinutes,
    timezone: settings.timezone,
    language: settings.language,
    date_format: settings.dateFormat,
    time_format: settings.timeFormat,
  };
}

export function statsBody(stats: TenantStats) {
  return {
    tenant_id: stats.tenantId,
    tenant_name: stats.tenantName,
    domain_url: stats.domainUrl,
    is_active: stats.isActive,
    total_users: stats.totalUsers,
    student_count: stats.studentCount,
    teacher_count: stats.teacherCount,
    parent_count: stats.parentCount,
    admin_count: stats.adminCount,
    storage_used_gb: rounded(stats.storageUsedBytes / GIB),
    storage_limit_gb: stats.storageLimitBytes / GIB,
    storage_percentage: rounded((stats.storageUsedBytes / stats.storageLimitBytes) * 100),
    last_accessed: when(stats.lastAccessedAt),
    days_since_last_access: stats.daysSinceLastAccess,
    active_modules: stats.activeModules,
    inactive_modules: stats.inactiveModules,
  };
}

function when(iso: string): string;
function when(iso: string | null): string | null;
function when(iso: string | null): string | null {
  return iso && toIso(new Date(iso));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
