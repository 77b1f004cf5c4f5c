import { tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { tenantChanged } from "./changed.ts";
import { updateTenantRow } from "./queries.ts";
import { lockedRow } from "./update.ts";

const output = z.object({ id: tenantId, domainUrl: z.string(), isActive: z.boolean() });

/** A deactivated school is refused by every process as soon as this has committed. */
function activation(name: string, isActive: boolean) {
  return defineUseCase({
    name,
    permission: orKey(superAdmin, "tenants:write"),
    access: "write",
    on: "platform",
    input: z.object({ id: tenantId }),
    output,
    run: async (context, { id }) => {
      const before = await lockedRow(context, id);
      await context.tx.query(updateTenantRow(id, { isActive }));
      await tenantChanged(context, before);
      const changes = before.isActive === isActive ? {} : { isActive: { from: before.isActive, to: isActive } };
      context.note({ target: { kind: "tenant", id }, tenantId: id, changes });
      return { id, domainUrl: before.domainUrl, isActive };
    },
  });
}

export const activateTenant = activation("tenants.activate", true);
export const deactivateTenant = activation("tenants.deactivate", false);
