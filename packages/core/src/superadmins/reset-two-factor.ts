import { PeproError, superAdminView } from "@pepro/contracts";
import * as z from "zod";
import { endSessions, PLATFORM, removeTwoFactor } from "../auth/index.ts";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { endStaysWith } from "../impersonation/end-with-account.ts";
import { viewById } from "./activation.ts";

/** Takes the authenticator of another super-admin away, who lost it; their sessions and stays in schools end. One's own is taken away by its owner. */
export const resetSuperAdminTwoFactor = defineUseCase({
  name: "superAdmins.resetTwoFactor",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "platform",
  input: z.object({ id: z.uuid() }),
  output: superAdminView,
  run: async (context, { id }) => {
    const { actor, tx, now, note } = context;
    note({ target: { kind: "superadmin", id }, changes: { twoFactor: { from: true, to: false } } });
    if ("userId" in actor && actor.userId === id) throw new PeproError("forbidden", {});
    await viewById(tx, id);
    await removeTwoFactor(tx, id);
    await endSessions(tx, id, null, now);
    await endStaysWith(context, tx, PLATFORM, id);
    return viewById(tx, id);
  },
});
