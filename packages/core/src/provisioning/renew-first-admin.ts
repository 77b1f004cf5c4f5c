import { initialAdmin, PeproError, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { putPasswordHash } from "../auth/index.ts";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { requireLive, resolvedTenantOf } from "../resolution/index.ts";
import { requireTenantRow } from "../tenants/find.ts";
import { platformReader } from "../tenants/reader.ts";
import { randomPassword } from "./first-admin.ts";
import { lockUnusedAdmin } from "./queries.ts";

/**
 * Gives a school's first administrator another password, shown once, as long as nobody came in with the one before: an
 * answer that got lost on its way locks nobody out.
 * @throws PeproError `not_provisioned`; `not_found` where somebody came in, or the account is gone
 */
export const renewFirstAdmin = defineUseCase({
  name: "tenants.renewFirstAdmin",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "none",
  input: z.object({ id: tenantId }),
  output: initialAdmin,
  run: async ({ core, now, note, writeEntryIn }, { id }) => {
    note({ target: { kind: "tenant", id }, tenantId: id });
    const tenant = requireLive(core, resolvedTenantOf(await requireTenantRow(platformReader(core.db), id)));
    const password = randomPassword();
    const hash = await core.auth.passwords.hash(password);
    const email = await core.db.withTenant(tenant, async (tx) => {
      const admin = await lockUnusedAdmin(tx);
      if (!admin) throw new PeproError("not_found", { entity: "first administrator", id });
      await putPasswordHash(tx, admin.id, hash, now);
      note({ changes: { admin: admin.email, password: "reset" } });
      writeEntryIn(tx, tenant);
      return admin.email;
    });
    return { email, password };
  },
});
