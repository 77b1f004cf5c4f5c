import { type TenantSettings, tenantId, tenantSettings } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { tenantChanged } from "../tenants/changed.ts";
import { lockedRow } from "../tenants/update.ts";
import { updateSettingsRow } from "./queries.ts";

export const updateSettings = defineUseCase({
  name: "settings.update",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: z.object({ tenantId, settings: tenantSettings.partial() }),
  output: tenantSettings,
  run: async (context, input) => {
    const before = await lockedRow(context, input.tenantId);
    const given = Object.entries(input.settings).filter(([, value]) => value !== undefined);
    const changed = given.filter(([field, value]) => before.settings[field as keyof TenantSettings] !== value);
    await context.tx.query(updateSettingsRow(before.id, Object.fromEntries(changed)));
    await tenantChanged(context, before);
    const changes = changed.map(([field, to]) => [field, { from: before.settings[field as keyof TenantSettings], to }]);
    const target = { kind: "settings", id: before.id };
    context.note({ target, tenantId: before.id, changes: Object.fromEntries(changes) });
    return { ...before.settings, ...Object.fromEntries(changed) };
  },
});
