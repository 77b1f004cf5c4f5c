import { PURGE_AFTER_DAYS, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { tenantChanged } from "./changed.ts";
import { markDeleted } from "./queries.ts";
import { lockedRow } from "./update.ts";

/** Suspends a school at once and marks it for a later purge. Its names stay taken; nothing of it is erased yet. */
export const deleteTenant = defineUseCase({
  name: "tenants.delete",
  permission: orKey(superAdmin, "tenants:delete"),
  access: "write",
  on: "platform",
  input: z.object({ id: tenantId }),
  output: z.object({ id: tenantId, domainUrl: z.string(), purgeAfter: z.iso.datetime() }),
  run: async (context, { id }) => {
    const before = await lockedRow(context, id);
    await context.tx.query(markDeleted(id));
    await tenantChanged(context, before);
    const purgeAfter = new Date(context.now.getTime() + PURGE_AFTER_DAYS * 86_400_000).toISOString();
    const active = before.isActive ? { isActive: { from: true, to: false } } : {};
    const changes = { deleted: before.schemaName, purgeAfter: { from: null, to: purgeAfter }, ...active };
    context.note({ target: { kind: "tenant", id }, tenantId: id, changes });
    return { id, domainUrl: before.domainUrl, purgeAfter };
  },
});
