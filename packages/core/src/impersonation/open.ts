import { type MemberRole, PeproError } from "@pepro/contracts";
import * as z from "zod";
import { hashToken, requireAccountTables } from "../auth/index.ts";
import { randomToken } from "../bytes.ts";
import { type Contexts, defineUseCase, everyone } from "../executor/index.ts";
import { newId } from "../ids.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import { type OpenedRow, openLink, selectLink } from "./queries.ts";
import { insertSession } from "./school-queries.ts";

const token = z.string().min(1).max(200);

function invalid(): PeproError {
  return new PeproError("impersonation_link_invalid", {});
}

/** What a link would do, without doing it: programs that look at links in advance must not use them up. */
export const viewImpersonationLink = defineUseCase({
  name: "impersonation.view",
  permission: everyone,
  access: "read",
  on: "none",
  input: z.object({ token }),
  output: z.object({ userEmail: z.string(), by: z.string(), reason: z.string(), minutes: z.int() }),
  run: async ({ core, tenant, now }, input) => {
    type Row = { user_email: string; superadmin_email: string; reason: string; minutes: number };
    const link = tenant && selectLink(await hashToken(input.token), tenant.id, now);
    const [row] = link ? await core.db.queryPlatform<Row>(link) : [];
    if (!row) throw invalid();
    return { userEmail: row.user_email, by: row.superadmin_email, reason: row.reason, minutes: row.minutes };
  },
});

/**
 * Uses a link up and opens its session, whose end stands from the start. The door puts the token into the cookie. The
 * link's row stays locked until the session is there, so that whoever ends the stay finds it.
 */
export const openImpersonation = defineUseCase({
  name: "impersonation.open",
  permission: everyone,
  access: "write",
  on: "none",
  input: z.object({ token }),
  output: z.object({ sessionToken: z.string(), expiresAt: z.date() }),
  run: async (context, input) => {
    const { core, tenant, now, note } = context;
    if (!tenant) throw invalid();
    requireAccountTables({ kind: "tenant", tenant });
    const statement = openLink(await hashToken(input.token), tenant.id, now);
    return core.db.withPlatform(async (platform) => {
      const opened = await platform.first<OpenedRow>(statement);
      if (!opened) throw invalid();
      note({
        target: { kind: "impersonation", id: opened.id },
        changes: { by: opened.superadmin_email, as: opened.user_email, reason: opened.reason },
      });
      const sessionToken = await openSession(context, tenant, opened);
      return { sessionToken, expiresAt: opened.ends_at };
    });
  },
});

/** @throws PeproError `impersonation_link_invalid` for a user deactivated since */
async function openSession(
  { core, meta, now, note, writeEntryIn }: Contexts["none"],
  tenant: ResolvedTenant,
  opened: OpenedRow,
): Promise<string> {
  const sessionToken = randomToken();
  const session = {
    id: newId(),
    userId: opened.user_id,
    tokenHash: await hashToken(sessionToken),
    expiresAt: opened.ends_at,
    ipAddress: meta.ipAddress,
    userAgent: meta.userAgent,
    impersonationId: opened.id,
    impersonatorId: opened.superadmin_id,
    impersonatorEmail: opened.superadmin_email,
    reason: opened.reason,
    now,
  };
  await core.db.withTenant(tenant, async (tx) => {
    const inserted = await tx.first<{ role: MemberRole }>(insertSession(session));
    if (!inserted) throw invalid();
    const impersonator = { userId: opened.superadmin_id, email: opened.superadmin_email };
    const member = { userId: opened.user_id, email: opened.user_email, role: inserted.role };
    note({ actor: { kind: "member", tenantId: tenant.id, ...member, impersonator } });
    writeEntryIn(tx, tenant);
  });
  return sessionToken;
}
