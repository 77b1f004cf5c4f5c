import { PeproError, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { tenantChanged } from "../tenants/changed.ts";
import { lockedRow } from "../tenants/update.ts";
import { deleteAlternative } from "./queries.ts";

/** Takes an alternative domain away; it can be given to another school at once. */
export const removeDomain = defineUseCase({
  name: "domains.remove",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: z.object({ tenantId, id: z.uuid() }),
  output: z.object({ domain: z.string() }),
  run: async (context, input) => {
    const tenant = await lockedRow(context, input.tenantId);
    const domain = await deleteAlternative(context.tx, tenant.id, input.id);
    if (!domain) throw new PeproError("not_found", { entity: "domain", id: input.id });
    await tenantChanged(context, tenant, [domain]);
    const target = { kind: "domain", id: input.id };
    context.note({ target, tenantId: tenant.id, changes: { domain: { from: domain, to: null } } });
    return { domain };
  },
});
