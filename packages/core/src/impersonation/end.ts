import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import * as z from "zod";
import type { Core } from "../core.ts";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { resolvedTenantOf } from "../resolution/index.ts";
import { requireTenantRow } from "../tenants/find.ts";
import { nameOf } from "./name.ts";
import { endImpersonation, type Stays, selectUnended } from "./queries.ts";
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
    const [ended] = await endImpersonations(core, tx, { id }, nameOf(actor), now);
    if (!ended) throw new PeproError("not_found", { entity: "impersonation", id });
    note({ target: { kind: "impersonation", id }, tenantId: ended.tenant_id });
  },
});

/** Ends one, all of a super-admin, or all in the place of a school's user. Where a school cannot be reached nothing is noted as ended: it fails, and can be tried again. */
export async function endImpersonations(
  core: Core,
  tx: Tx,
  which: Stays,
  by: string | null,
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
