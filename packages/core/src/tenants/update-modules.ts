import { DEFAULT_MODULES, moduleMap, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { tenantChanged } from "./changed.ts";
import { updateTenantRow } from "./queries.ts";
import { lockedRow } from "./update.ts";

/** Replaces a school's modules; what is left out is off, and an empty map brings the defaults back. */
export const updateModules = defineUseCase({
  name: "tenants.updateModules",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: z.object({ id: tenantId, modulesEnabled: moduleMap }),
  output: z.object({ id: tenantId, modulesEnabled: z.record(z.string(), z.boolean()) }),
  run: async (context, { id, modulesEnabled }) => {
    const before = await lockedRow(context, id);
    const to = Object.keys(modulesEnabled).length > 0 ? modulesEnabled : { ...DEFAULT_MODULES };
    await context.tx.query(updateTenantRow(id, { modulesEnabled: to }));
    await tenantChanged(context, before);
    const changes = { modulesEnabled: { from: before.modulesEnabled, to } };
    context.note({ target: { kind: "tenant", id }, tenantId: id, changes });
    return { id, modulesEnabled: to as Record<string, boolean> };
  },
});
