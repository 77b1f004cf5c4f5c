import {
  type CreateTenantInput,
  createTenantInput,
  createTenantOutput,
  DEFAULT_MODULES,
  domainUrl,
  PeproError,
  schemaNameOf,
} from "@pepro/contracts";
import * as z from "zod";
import { claimHost } from "../domains/claim-host.ts";
import { defineUseCase, execute, orKey, superAdmin } from "../executor/index.ts";
import { newId } from "../ids.ts";
import { provisionTenant } from "../provisioning/index.ts";
import { tenantChanged } from "./changed.ts";
import { viewTenant } from "./find.ts";
import { insertSettings, insertTenant, isSubdomainTaken } from "./queries.ts";

/** Writes a school's control row, its host and its settings; no schema yet. */
export const registerTenant = defineUseCase({
  name: "tenants.create",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: createTenantInput,
  output: z.object({ id: z.uuid() }),
  run: async (context, input) => {
    const { core, tx } = context;
    const tenant = { ...newTenant(input), clusterId: core.installation.controlClusterId };
    const row = { ...tenant, roleName: core.installation.roles.tenant(tenant.id) };
    const host = requireHost(input.subdomain, core.config.baseDomain);
    if (core.config.mainHosts.includes(host)) throw taken(input.subdomain);
    if (!(await insertTenant(tx, row))) {
      if (await isSubdomainTaken(tx, input.subdomain)) throw taken(input.subdomain);
      throw new PeproError("schema_taken", { schemaName: row.schemaName });
    }
    if (!(await claimHost(tx, { tenantId: row.id, host, kind: "main" }))) throw taken(input.subdomain);
    await tx.query(insertSettings(row.id));
    await tenantChanged(context, row);
    const { admin: _admin, ...noted } = input;
    context.note({ target: { kind: "tenant", id: row.id }, tenantId: row.id, changes: { created: noted } });
    return { id: row.id };
  },
});

/** Opens a school: registers it and, when asked, provisions it. A provisioning that fails can be run again. */
export const createTenant = defineUseCase({
  name: "tenants.open",
  permission: orKey(superAdmin, "tenants:write"),
  access: "composed",
  on: "none",
  input: createTenantInput,
  output: createTenantOutput,
  run: async ({ core, actor, tenant, meta }, input) => {
    const call = { actor, tenant, meta };
    const { id } = await execute(core, registerTenant, call, input);
    if (input.provisionNow) return execute(core, provisionTenant, call, { id, admin: input.admin });
    return { tenant: await viewTenant(core, id), admin: null };
  },
});

function newTenant(input: CreateTenantInput) {
  const given = input.modulesEnabled ?? {};
  const modulesEnabled = Object.keys(given).length > 0 ? given : { ...DEFAULT_MODULES };
  return { ...input, id: newId(), schoolId: newId(), schemaName: schemaNameOf(input.subdomain), modulesEnabled };
}

/** A host over DNS's 253 or our 128 characters is the subdomain's fault: the base is given. */
function requireHost(subdomain: string, baseDomain: string): string {
  const host = `${subdomain}.${baseDomain}`;
  if (domainUrl.safeParse(host).success) return host;
  throw new PeproError("validation_failed", { issues: [{ path: ["subdomain"], rule: "subdomain_too_long" }] });
}

function taken(subdomain: string): PeproError {
  return new PeproError("subdomain_taken", { subdomain });
}
