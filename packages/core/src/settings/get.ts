import { tenantId, tenantSettings } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { requireTenantRow } from "../tenants/find.ts";
import { platformReader } from "../tenants/reader.ts";

export const getSettings = defineUseCase({
  name: "settings.get",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: z.object({ tenantId }),
  output: tenantSettings,
  run: async ({ core }, input) => (await requireTenantRow(platformReader(core.db), input.tenantId)).settings,
});
