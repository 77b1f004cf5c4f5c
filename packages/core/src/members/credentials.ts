import { PeproError, tenantId } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import * as z from "zod";
import { type AuthScope, endSessions, removeTwoFactor } from "../auth/index.ts";
import { type Contexts, defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { endStaysWith } from "../impersonation/end-with-account.ts";
import { openTenant } from "./list.ts";
import { selectMemberEmail } from "./queries.ts";

const input = z.object({ tenantId, userId: z.uuid() });

/** Signs a school's user out of everything, and whoever acts in this user's place. */
export const endMemberSessions = defineUseCase({
  name: "members.endSessions",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "none",
  input,
  output: z.object({ ended: z.int() }),
  run: (context, given) =>
    onMember(context, given, async (tx, home) => {
      const ended = await endSessions(tx, given.userId, null, context.now);
      await endStaysWith(context, tx, home, given.userId);
      return { ended };
    }),
});

/** Takes the authenticator of a school's user away, who lost it and every recovery code. */
export const resetMemberTwoFactor = defineUseCase({
  name: "members.resetTwoFactor",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "none",
  input,
  output: z.object({ removed: z.boolean() }),
  run: (context, given) =>
    onMember(context, given, async (tx) => ({ removed: await removeTwoFactor(tx, given.userId) })),
});

async function onMember<T extends Record<string, unknown>>(
  { core, note, writeEntryIn }: Contexts["none"],
  { tenantId, userId }: z.output<typeof input>,
  work: (tx: Tx, home: AuthScope) => Promise<T>,
): Promise<T> {
  note({ target: { kind: "user", id: userId }, tenantId });
  const tenant = await openTenant(core, tenantId);
  return core.db.withTenant(tenant, async (tx) => {
    if (!(await tx.first(selectMemberEmail(userId)))) throw new PeproError("not_found", { entity: "user", id: userId });
    const done = await work(tx, { kind: "tenant", tenant });
    note({ changes: done });
    writeEntryIn(tx, tenant);
    return done;
  });
}
