import { tenantId, tenantView } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { viewTenant } from "./find.ts";

export const getTenant = defineUseCase({
  name: "tenants.get",
  permission: superAdmin,
  access: "read",
  on: "none",
  input: z.object({ id: tenantId }),
  output: tenantView,
  run: ({ core }, { id }) => viewTenant(core, id),
});
