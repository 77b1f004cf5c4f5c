import { PeproError, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { findTenant } from "./queries.ts";
import { platformReader } from "./reader.ts";

/** The school of a schema, a subdomain, a host or an id: however an operator names it. */
export const findTenantByName = defineUseCase({
  name: "tenants.find",
  permission: superAdmin,
  access: "read",
  on: "none",
  input: z.object({ name: z.string().trim().min(1, { error: "blank" }).max(253) }),
  output: z.object({
    id: tenantId,
    schemaName: z.string(),
    domainUrl: z.string(),
    schoolName: z.string(),
    isProvisioned: z.boolean(),
  }),
  run: async ({ core }, input) => {
    const name = input.name.toLowerCase().replace(/\.$/, "");
    const row = await findTenant(platformReader(core.db), name);
    if (!row) throw new PeproError("not_found", { entity: "tenant", id: input.name });
    const { id, schemaName, domainUrl, schoolName, provisionedAt } = row;
    return { id, schemaName, domainUrl, schoolName, isProvisioned: provisionedAt !== null };
  },
});
