import { PeproError, startedImpersonation, startImpersonationInput } from "@pepro/contracts";
import { hashToken, requireAccountTables } from "../auth/index.ts";
import { randomToken } from "../bytes.ts";
import { defineUseCase, ownIdentity, superAdminInPerson } from "../executor/index.ts";
import { newId } from "../ids.ts";
import { linkTo } from "../links.ts";
import { resolvedTenantOf } from "../resolution/index.ts";
import { personOf } from "../sign-in/person.ts";
import { requireTenantRow } from "../tenants/find.ts";
import { insertImpersonation } from "./queries.ts";
import { selectMember } from "./school-queries.ts";

/** Milliseconds in which the link must be opened. */
const LINK_MS = 60_000;

/** On the school's host: asks before it uses the link up. */
export const IMPERSONATION_PATH = "/impersonation";

/** A one-use link into a school as one of its active users, for a written reason and at most half an hour. */
export const startImpersonation = defineUseCase({
  name: "impersonation.start",
  permission: ownIdentity(superAdminInPerson),
  access: "write",
  on: "platform",
  input: startImpersonationInput,
  output: startedImpersonation,
  run: async ({ core, actor, tx, now, note }, { tenantId, userId, reason, minutes }) => {
    note({ target: { kind: "user", id: userId }, tenantId, changes: { reason, minutes } });
    const tenant = resolvedTenantOf(await requireTenantRow(tx, tenantId));
    if (!tenant.isProvisioned) throw new PeproError("not_provisioned", { tenantId });
    if (!tenant.isActive) throw new PeproError("tenant_inactive", { host: tenant.domainUrl });
    requireAccountTables({ kind: "tenant", tenant });
    const [member] = await core.db.queryTenant<{ email: string; is_active: boolean }>(tenant, selectMember(userId));
    if (!member) throw new PeproError("not_found", { entity: "user", id: userId });
    if (!member.is_active) throw new PeproError("user_inactive", {});

    const admin = personOf(actor);
    const token = randomToken();
    const linkExpiresAt = new Date(now.getTime() + LINK_MS);
    const id = newId();
    await tx.query(
      insertImpersonation({
        id,
        tenantId,
        userId,
        userEmail: member.email,
        superAdminId: admin.userId,
        superAdminEmail: admin.email,
        reason,
        minutes,
        tokenHash: await hashToken(token),
        linkExpiresAt,
        now,
      }),
    );
    const link = linkTo(core.config, tenant, IMPERSONATION_PATH, { token });
    return { id, link, linkExpiresAt: linkExpiresAt.toISOString() };
  },
});
