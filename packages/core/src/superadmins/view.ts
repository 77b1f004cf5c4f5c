import type { SuperAdminView } from "@pepro/contracts";
import type { SuperAdminRow } from "./queries.ts";

export function viewOf(row: SuperAdminRow): SuperAdminView {
  return {
    id: row.id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    isActive: row.is_active,
    hasTwoFactor: row.has_two_factor,
    createdAt: row.created_at.toISOString(),
    lastLoginAt: row.last_login_at?.toISOString() ?? null,
  };
}
