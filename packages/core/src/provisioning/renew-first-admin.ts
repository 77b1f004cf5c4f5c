import { initialAdmin, PeproError, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { inTenant } from "../tenants/in-tenant.ts";
import { randomPassword } from "./first-admin.ts";
import { readUnusedAdmin } from "./queries.ts";

/**
 * Gives a school's first administrator another password, shown once, as long as nobody came in with the one before: an
 * answer that got lost on its way locks nobody out.
 * @throws PeproError `not_provisioned`; `not_found` where somebody came in, or the account is gone
 */
export const renewFirstAdmin = defineUseCase({
  name: "tenants.renewFirstAdmin",
  permission: superAdmin,
  access: "write",
  on: "none",
  input: z.object({ id: tenantId }),
  output: initialAdmin,
  run: async ({ core, note }, { id }) => {
    note({ target: { kind: "tenant", id }, tenantId: id });
    const { tenant, admin } = await inTenant(core, id, async ({ tenant, tx }) => ({
      tenant,
      admin: await readUnusedAdmin(tx),
    }));
    if (!admin) throw new PeproError("not_found", { entity: "first administrator", id });
    const password = randomPassword();
    await core.auth.setPassword({ kind: "tenant", tenant }, admin.id, password);
    note({ changes: { admin: admin.email, password: "reset" } });
    return { email: admin.email, password };
  },
});
