import { listMembersInput, memberView, PeproError } from "@pepro/contracts";
import * as z from "zod";
import { requireAccountTables } from "../auth/index.ts";
import type { Core } from "../core.ts";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { type ResolvedTenant, resolvedTenantOf } from "../resolution/index.ts";
import { requireTenantRow } from "../tenants/find.ts";
import { platformReader } from "../tenants/index.ts";
import { type MemberRow, selectMembers } from "./queries.ts";

/** A school's users, for a super-admin who looks for one. */
export const listMembers = defineUseCase({
  name: "members.list",
  permission: ownIdentity(superAdmin),
  access: "read",
  on: "none",
  input: listMembersInput,
  output: z.object({ items: z.array(memberView), count: z.int() }),
  run: async ({ core, now }, { tenantId, ...filter }) => {
    const tenant = await openTenant(core, tenantId);
    const rows = await core.db.queryTenant<MemberRow>(tenant, selectMembers(filter, now));
    const items = rows.map((row) => ({
      id: row.id,
      email: row.email,
      fullName: row.full_name,
      role: row.user_type,
      isActive: row.is_active,
      lastLoginAt: row.last_login_at?.toISOString() ?? null,
      hasTwoFactor: row.has_two_factor,
      openSessions: row.open_sessions,
    }));
    return { items, count: rows[0]?.total ?? 0 };
  },
});

/** @throws PeproError `not_found`, `not_provisioned`, `tenant_unavailable` */
export async function openTenant(core: Core, tenantId: string): Promise<ResolvedTenant> {
  const tenant = resolvedTenantOf(await requireTenantRow(platformReader(core.db), tenantId));
  if (!tenant.isProvisioned) throw new PeproError("not_provisioned", { tenantId });
  requireAccountTables({ kind: "tenant", tenant });
  return tenant;
}
