import { MODULES, tenantId, tenantStats } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { latestVersion } from "../migrations/index.ts";
import { requireTenantRow } from "./find.ts";
import { platformReader } from "./reader.ts";
import { readUsage, readUserCounts } from "./usage.ts";
import { readFirstAdmin } from "./usage-queries.ts";

const GIB = 1024 ** 3;
const DAY_MS = 86_400_000;

export const getTenantStats = defineUseCase({
  name: "tenants.stats",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: z.object({ id: tenantId }),
  output: tenantStats,
  run: async ({ core, now }, { id }) => {
    const row = await requireTenantRow(platformReader(core.db), id);
    const [usage, users, admin] = await Promise.all([
      readUsage(core.db, core.log, row),
      readUserCounts(core.db, row),
      row.provisionedAt ? readFirstAdmin(core.db, row) : undefined,
    ]);
    const listed = Object.keys(row.modulesEnabled) as (keyof typeof row.modulesEnabled)[];
    const known = [...listed, ...MODULES.filter((name) => !listed.includes(name))];
    const last = row.lastAccessedAt;
    return {
      tenantId: row.id,
      tenantName: row.schoolName,
      domainUrl: row.domainUrl,
      isActive: row.isActive,
      totalUsers: users.total,
      studentCount: users.student,
      teacherCount: users.teacher,
      parentCount: users.parent,
      adminCount: users.admin,
      storageUsedBytes: usage.storageUsedBytes,
      storageLimitBytes: row.maxStorageGb * GIB,
      lastAccessedAt: last?.toISOString() ?? null,
      daysSinceLastAccess: last && Math.max(0, Math.floor((now.getTime() - last.getTime()) / DAY_MS)),
      activeModules: known.filter((name) => row.modulesEnabled[name] === true),
      inactiveModules: known.filter((name) => row.modulesEnabled[name] !== true),
      schemaVersion: row.schemaVersion,
      latestVersion: latestVersion(core.migrations.tenant),
      firstAdmin: admin ? { email: admin.email, lastLoginAt: admin.lastLoginAt?.toISOString() ?? null } : null,
    };
  },
});
