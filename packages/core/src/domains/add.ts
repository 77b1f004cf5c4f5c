import { isDomainName, PeproError, tenantDomain, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { tenantChanged } from "../tenants/changed.ts";
import { lockedRow } from "../tenants/update.ts";
import { claimHost } from "./claim-host.ts";
import { clearPrimary, readCreatedAt } from "./queries.ts";

/** Adds an alternative domain. A super-admin vouches for it, so it answers at once; one primary at most. */
export const addDomain = defineUseCase({
  name: "domains.add",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: z.object({ tenantId, domain: z.string().max(1_000), isPrimary: z.boolean().default(false) }),
  output: tenantDomain,
  run: async (context, input) => {
    const { tx, core } = context;
    const tenant = await lockedRow(context, input.tenantId);
    const host = input.domain.trim().toLowerCase().replace(/\.$/, "");
    if (!isDomainName(host)) throw new PeproError("domain_invalid", { domain: input.domain });
    if (core.config.mainHosts.includes(host)) throw new PeproError("domain_invalid", { domain: host });
    const before = input.isPrimary ? await clearPrimary(tx, tenant.id) : null;
    const { isPrimary } = input;
    const id = await claimHost(tx, { tenantId: tenant.id, host, kind: "alternative", isPrimary });
    if (!id) throw new PeproError("domain_taken", { domain: host });
    await tenantChanged(context, tenant);
    const target = { kind: "domain", id };
    const primary = isPrimary ? { primary: { from: before, to: host } } : {};
    context.note({ target, tenantId: tenant.id, changes: { domain: { from: null, to: host }, ...primary } });
    const createdAt = (await readCreatedAt(tx, id)) ?? context.now;
    return { id, domain: host, isPrimary, createdAt: createdAt.toISOString() };
  },
});
