import { DEFAULT_MODULES, PeproError, tenantView, type UpdateTenantInput, updateTenantInput } from "@pepro/contracts";
import * as z from "zod";
import { changeMainHost } from "../domains/change-main-host.ts";
import { type Contexts, defineUseCase, execute, orKey, superAdmin } from "../executor/index.ts";
import { tenantChanged } from "./changed.ts";
import { conflictsOf } from "./conflicts.ts";
import { requireTenantRow, viewTenant } from "./find.ts";
import { lockTenant, type TenantChanges, updateTenantRow } from "./queries.ts";
import type { TenantRow } from "./row.ts";

export const changeTenant = defineUseCase({
  name: "tenants.update",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: updateTenantInput,
  output: z.object({ id: z.uuid() }),
  run: async (context, input) => {
    const before = await lockedRow(context, input.id);
    const issues = await conflictsOf(context.tx, context.core.config.mainHosts, before, input);
    if (issues.length > 0) throw new PeproError("validation_failed", { issues });
    const changes = changesOf(input, before);
    const moved = input.domainUrl !== undefined && input.domainUrl !== before.domainUrl;
    if (input.domainUrl !== undefined && moved) await changeMainHost(context, before, input.domainUrl);
    await context.tx.query(updateTenantRow(input.id, changes));
    await tenantChanged(context, before, [before.domainUrl]);
    const noted: Record<string, unknown> = {};
    for (const [field, to] of Object.entries(changes)) noted[field] = { from: before[field as keyof TenantRow], to };
    if (moved) noted.domainUrl = { from: before.domainUrl, to: input.domainUrl };
    context.note({ target: { kind: "tenant", id: input.id }, tenantId: input.id, changes: noted });
    return { id: input.id };
  },
});

export const updateTenant = defineUseCase({
  name: "tenants.change",
  permission: orKey(superAdmin, "tenants:write"),
  access: "composed",
  on: "none",
  input: updateTenantInput,
  output: tenantView,
  run: async ({ core, actor, tenant, meta }, input) => {
    const { id } = await execute(core, changeTenant, { actor, tenant, meta }, input);
    return viewTenant(core, id);
  },
});

/** The row, locked against other changes. @throws PeproError `not_found` */
export async function lockedRow({ tx }: Contexts["platform"], id: string): Promise<TenantRow> {
  if (!(await lockTenant(tx, id))) throw new PeproError("not_found", { entity: "tenant", id });
  return requireTenantRow(tx, id);
}

/** What really changes: given, and different from what is there. */
function changesOf(input: UpdateTenantInput, before: TenantRow): TenantChanges {
  const { id: _id, domainUrl: _domainUrl, schoolId: _schoolId, school, modulesEnabled, ...own } = input;
  const modules = modulesEnabled && (Object.keys(modulesEnabled).length > 0 ? modulesEnabled : { ...DEFAULT_MODULES });
  const wanted: Record<string, unknown> = { ...school, ...own, ...(modules && { modulesEnabled: modules }) };
  const changed = Object.entries(wanted).filter(
    ([field, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field as keyof TenantRow]),
  );
  return Object.fromEntries(changed) as TenantChanges;
}
