import { PeproError } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, impersonating } from "../executor/index.ts";
import { endOwnImpersonation } from "./own.ts";
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
  run: async ({ core, actor, tenant, now, note }) => {
    if (!tenant) throw new PeproError("tenant_required", {});
    const id = await endOwnImpersonation(core, actor, tenant, now);
    if (id === undefined) throw new PeproError("forbidden", {});
    await core.db.queryTenant(tenant, deleteSessions(id));
    note({ target: { kind: "impersonation", id } });
    return { platformUrl: core.config.publicUrl };
  },
});
