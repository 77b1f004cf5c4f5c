import { PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import type { Core } from "../core.ts";
import { type ResolvedTenant, requireLive, resolvedTenantOf } from "../resolution/index.ts";
import { findTenant } from "./queries.ts";
import { platformReader } from "./reader.ts";

/**
 * Runs code in a school's context: one transaction, under the school's own role, its schema alone on the path. Nothing
 * else can be read or written in it.
 *
 * @param name schema, subdomain, host or id of the school.
 * @throws PeproError `not_found`, `tenant_inactive`, `not_provisioned`, `tenant_unavailable`; whatever `work` throws, after a rollback.
 * @example
 * const pupils = await inTenant(core, "lycee_hugo", ({ tx }) =>
 *   tx.query<{ fullName: string }>(sql`select full_name as "fullName" from users where user_type = ${"student"}`));
 */
export async function inTenant<T>(
  core: Core,
  name: string,
  work: (context: { tenant: ResolvedTenant; tx: Tx }) => Promise<T>,
): Promise<T> {
  const row = await findTenant(platformReader(core.db), name);
  if (!row) throw new PeproError("not_found", { entity: "tenant", id: name });
  const tenant = requireLive(core, resolvedTenantOf(row));
  return core.db.withTenant(tenant, (tx) => work({ tenant, tx }));
}
