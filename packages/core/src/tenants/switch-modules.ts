import { isModuleName, MODULES, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { tenantChanged } from "./changed.ts";
import { updateTenantRow } from "./queries.ts";
import { lockedRow } from "./update.ts";

const modules = z
  .array(
    z.string().superRefine((module, ctx) => {
      if (!isModuleName(module)) ctx.addIssue({ code: "custom", message: "module_unknown", params: { module } });
    }),
  )
  .default([]);

/** Switches some of a school's modules on or off and leaves the others as they are. One named in both lists is off. */
export const switchModules = defineUseCase({
  name: "tenants.switchModules",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: z.object({ id: tenantId, enable: modules, disable: modules }),
  output: z.object({ id: tenantId, modulesEnabled: z.record(z.string(), z.boolean()) }),
  run: async (context, { id, enable, disable }) => {
    const before = await lockedRow(context, id);
    const to: Record<string, boolean> = { ...before.modulesEnabled };
    for (const name of MODULES) to[name] = !disable.includes(name) && (enable.includes(name) || to[name] === true);
    await context.tx.query(updateTenantRow(id, { modulesEnabled: to }));
    await tenantChanged(context, before);
    const changes = { modulesEnabled: { from: before.modulesEnabled, to } };
    context.note({ target: { kind: "tenant", id }, tenantId: id, changes });
    return { id, modulesEnabled: to };
  },
});
