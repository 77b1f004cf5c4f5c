import { PeproError } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, impersonating } from "../executor/index.ts";
import { ownImpersonation } from "./own.ts";
import { deleteSessions } from "./school-queries.ts";

/** Leaves the school before the time is over; the door takes the cookie back. */
export const stopImpersonation = defineUseCase({
  name: "impersonation.stop",
  permission: impersonating,
  access: "write",
  on: "none",
  input: z.void(),
  /** Where the super-admin came from. */
  output: z.object({ platformUrl: z.string() }),
  run: async ({ core, actor, tenant, now, note, writeEntryIn, afterCommit }) => {
    if (!tenant) throw new PeproError("tenant_required", {});
    const own = await ownImpersonation(core, actor, tenant);
    if (!own) throw new PeproError("forbidden", {});
    note({ target: { kind: "impersonation", id: own.id } });
    await core.db.withTenant(tenant, async (tx) => {
      await tx.query(deleteSessions(own.id));
      writeEntryIn(tx, tenant);
    });
    afterCommit(() => own.noteEnd(now));
    return { platformUrl: core.config.publicUrl };
  },
});
