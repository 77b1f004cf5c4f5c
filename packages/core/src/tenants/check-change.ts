import { tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { conflictsOf } from "./conflicts.ts";
import { requireTenantRow } from "./find.ts";
import { platformReader } from "./reader.ts";

/** What of a change somebody else has already: for forms, and for the old clients, who are told of every fault at once. */
export const checkTenantChange = defineUseCase({
  name: "tenants.checkChange",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: z.object({
    id: tenantId,
    domainUrl: z.string().max(300).toLowerCase().optional(),
    schoolId: z.guid().optional(),
  }),
  output: z.object({ taken: z.array(z.object({ field: z.enum(["domainUrl", "schoolId"]), rule: z.string() })) }),
  run: async ({ core }, { id, ...wanted }) => {
    const reader = platformReader(core.db);
    const issues = await conflictsOf(reader, core.config.mainHosts, await requireTenantRow(reader, id), wanted);
    return { taken: issues.map(({ path, rule }) => ({ field: path[0] as keyof typeof wanted, rule })) };
  },
});
