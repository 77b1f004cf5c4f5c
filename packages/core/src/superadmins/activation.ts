import { PeproError, superAdminView } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import * as z from "zod";
import { endSessions, PLATFORM } from "../auth/index.ts";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { endStaysWith } from "../impersonation/end-with-account.ts";
import { deactivate, lockActive, reactivateSuperAdmin, readSuperAdminById } from "./queries.ts";
import { viewOf } from "./view.ts";

/** Turns a super-admin away: sessions, tokens and stays in schools end at once. Not oneself, and not the last one. */
export const deactivateSuperAdmin = defineUseCase({
  name: "superAdmins.deactivate",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "platform",
  input: z.object({ id: z.uuid() }),
  output: superAdminView,
  run: async (context, { id }) => {
    const { actor, tx, now, note } = context;
    note({ target: { kind: "superadmin", id }, changes: { isActive: { from: true, to: false } } });
    const active = await lockActive(tx);
    const isSelf = "userId" in actor && actor.userId === id;
    if (isSelf || (active.includes(id) && active.length === 1)) throw new PeproError("superadmin_needed", {});
    await viewById(tx, id);
    await deactivate(tx, id);
    await endSessions(tx, id, null, now);
    await endStaysWith(context, tx, PLATFORM, id);
    return viewById(tx, id);
  },
});

/** Lets a super-admin in again, with the password and authenticator there were. */
export const activateSuperAdmin = defineUseCase({
  name: "superAdmins.activate",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "platform",
  input: z.object({ id: z.uuid() }),
  output: superAdminView,
  run: async ({ tx, note }, { id }) => {
    note({ target: { kind: "superadmin", id }, changes: { isActive: { from: false, to: true } } });
    await viewById(tx, id);
    await reactivateSuperAdmin(tx, id);
    return viewById(tx, id);
  },
});

/** @throws PeproError `not_found` */
export async function viewById(tx: Tx, id: string) {
  const row = await readSuperAdminById(tx, id);
  if (!row) throw new PeproError("not_found", { entity: "superadmin", id });
  return viewOf(row);
}
