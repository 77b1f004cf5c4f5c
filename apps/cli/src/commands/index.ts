import type { Command } from "../program/command.ts";
import { activateTenantCommand } from "./activate-tenant.ts";
import { addDomainCommand } from "./add-domain.ts";
import { clearCacheCommand } from "./clear-cache.ts";
import { createSuperAdminCommand } from "./create-superadmin.ts";
import { createTenantCommand } from "./create-tenant.ts";
import { deactivateTenantCommand } from "./deactivate-tenant.ts";
import { deleteTenantCommand } from "./delete-tenant.ts";
import { listTenantsCommand } from "./list-tenants.ts";
import { migrateTenantsCommand } from "./migrate-tenants.ts";
import { provisionTenantCommand } from "./provision-tenant.ts";
import { tenantStatsCommand } from "./tenant-stats.ts";
import { updateModulesCommand } from "./update-modules.ts";

/** Every command, in the order the help shows them. Adding one starts here. */
export const COMMANDS: readonly Command[] = [
  createTenantCommand,
  listTenantsCommand,
  provisionTenantCommand,
  activateTenantCommand,
  deactivateTenantCommand,
  deleteTenantCommand,
  migrateTenantsCommand,
  tenantStatsCommand,
  addDomainCommand,
  updateModulesCommand,
  createSuperAdminCommand,
  clearCacheCommand,
];
