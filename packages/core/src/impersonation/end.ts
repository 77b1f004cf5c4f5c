import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import * as z from "zod";
import type { Core } from "../core.ts";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { resolvedTenantOf } from "../resolution/index.ts";
import { requireTenantRow } from "../tenants/find.ts";
import { endImpersonation, selectUnended } from "./queries.ts";
import { deleteSessions } from "./school-queries.ts";

/** Ends somebody's stay in a school at once, or a link that was not opened yet. */
export const endOneImpersonation = defineUseCase({
  name: "impersonation.end",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "platform",
  input: z.object({ id: z.uuid() }),
  output: z.void(),
  run: async ({ core, actor, tx, now, note }, { id }) => {
    const by = "email" in actor ? actor.email : "label" in actor ? actor.label : "";
    const [ended] = await endImpersonations(core, tx, { id }, by, now);
    if (!ended) throw new PeproError("not_found", { entity: "impersonation", id });
    note({ target: { kind: "impersonation", id }, tenantId: ended.tenant_id });
  },
});

/** Ends one, or all of a super-admin. Where a school cannot be reached nothing is noted as ended: it fails, and can be tried again. */
export async function endImpersonations(
  core: Core,
  tx: Tx,
  which: { id: string } | { superAdminId: string },
  by: string,
  now: Date,
): Promise<{ id: string; tenant_id: string }[]> {
  const open = await tx.query<{ id: string; tenant_id: string }>(selectUnended(which, now));
  for (const { id, tenant_id } of open) {
    await tx.query(endImpersonation(id, by, now));
    const tenant = resolvedTenantOf(await requireTenantRow(tx, tenant_id));
    await core.db.queryTenant(tenant, deleteSessions(id));
  }
  return open;
}
