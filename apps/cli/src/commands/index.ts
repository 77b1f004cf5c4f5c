import type { Command } from "../program/command.ts";
import { activateTenantCommand } from "./activate-tenant.ts";
import { addDomainCommand } from "./add-domain.ts";
import { auditExportCommand } from "./audit/export.ts";
import { auditHeadsCommand } from "./audit/heads.ts";
import { auditListCommand } from "./audit/list.ts";
import { auditPruneCommand } from "./audit/prune.ts";
import { auditVerifyCommand } from "./audit/verify.ts";
import { clearCacheCommand } from "./clear-cache.ts";
import { createSuperAdminCommand } from "./create-superadmin.ts";
import { createTenantCommand } from "./create-tenant.ts";
import { createTenantsCommand } from "./create-tenants.ts";
import { deactivateSuperAdminCommand } from "./deactivate-superadmin.ts";
import { deactivateTenantCommand } from "./deactivate-tenant.ts";
import { deleteTenantCommand } from "./delete-tenant.ts";
import { doctorCommand } from "./doctor.ts";
import { listSuperAdminsCommand } from "./list-superadmins.ts";
import { listTenantsCommand } from "./list-tenants.ts";
import { migrateTenantsCommand } from "./migrate-tenants.ts";
import { monitoringSampleCommand } from "./monitoring/sample.ts";
import { monitoringCommand } from "./monitoring/show.ts";
import { poolDrainCommand } from "./pool/drain.ts";
import { poolFillCommand } from "./pool/fill.ts";
import { poolStatusCommand } from "./pool/status.ts";
import { provisionTenantCommand } from "./provision-tenant.ts";
import { resetPasswordCommand } from "./reset-password.ts";
import { resetTwoFactorCommand } from "./reset-two-factor.ts";
import { statusCommand } from "./status.ts";
import { tenantStatsCommand } from "./tenant-stats.ts";
import { updateModulesCommand } from "./update-modules.ts";

/** Every command, in the order the help shows them. Adding one starts here. */
export const COMMANDS: readonly Command[] = [
  createTenantCommand,
  createTenantsCommand,
  listTenantsCommand,
  provisionTenantCommand,
  activateTenantCommand,
  deactivateTenantCommand,
  deleteTenantCommand,
  migrateTenantsCommand,
  statusCommand,
  tenantStatsCommand,
  monitoringCommand,
  monitoringSampleCommand,
  addDomainCommand,
  updateModulesCommand,
  createSuperAdminCommand,
  listSuperAdminsCommand,
  deactivateSuperAdminCommand,
  resetTwoFactorCommand,
  resetPasswordCommand,
  clearCacheCommand,
  poolStatusCommand,
  poolFillCommand,
  poolDrainCommand,
  auditVerifyCommand,
  auditHeadsCommand,
  auditListCommand,
  auditExportCommand,
  auditPruneCommand,
  doctorCommand,
];
