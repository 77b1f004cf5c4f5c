import { PeproError, tenantView } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, signedIn } from "../executor/index.ts";
import { viewTenant } from "../tenants/find.ts";

export const currentInfo = defineUseCase({
  name: "currentTenant.info",
  permission: orKey(signedIn, "school:read"),
  access: "read",
  on: "none",
  input: z.void(),
  output: tenantView,
  run: async ({ core, tenant }) => {
    if (!tenant) throw new PeproError("tenant_required", {});
    return viewTenant(core, tenant.id);
  },
});
