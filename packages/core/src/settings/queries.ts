import type { TenantSettings } from "@pepro/contracts";
import { join, type Parameter, rawSql, type Statement, sql } from "@pepro/db";

const COLUMNS: Record<keyof TenantSettings, string> = {
  enableEmailNotifications: "enable_email_notifications",
  enableSmsNotifications: "enable_sms_notifications",
  passwordMinLength: "password_min_length",
  sessionTimeoutMinutes: "session_timeout_minutes",
  timezone: "timezone",
  language: "language",
  dateFormat: "date_format",
  timeFormat: "time_format",
};

export function updateSettingsRow(tenantId: string, changes: Partial<TenantSettings>): Statement {
  const assignments = Object.entries(changes).map(
    ([field, value]) => sql`${rawSql(COLUMNS[field as keyof TenantSettings])} = ${value as Parameter}`,
  );
  return sql`update tenant_settings set ${join([...assignments, sql`updated_at = now()`], ", ")}
    where tenant_id = ${tenantId}`;
}
