import { tenantId, tenantView } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { viewTenant } from "./find.ts";

export const getTenant = defineUseCase({
  name: "tenants.get",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: z.object({ id: tenantId }),
  output: tenantView,
  run: ({ core }, { id }) => viewTenant(core, id),
});
