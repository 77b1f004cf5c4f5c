import { provisioningRunOf, provisioningState, tenantId } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { readLatestStart } from "./event-queries.ts";
import { look } from "./look.ts";

/** Milliseconds that the last word of a run, which follows its control row, is waited for. */
export const LAST_WORD_MS = 300;

/** A school's latest run of provisioning: its steps, how long each took, and what failed. */
export const getProvisioning = defineUseCase({
  name: "tenants.provisioningState",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: z.object({ id: tenantId }),
  output: provisioningState,
  run: async ({ core }, { id }) => {
    const after = await readLatestStart(core.db, id);
    const ear = core.provisioning.listen(id);
    try {
      let seen = await look(core, id, { after, last: undefined });
      const until = performance.now() + LAST_WORD_MS;
      // Woken by what was told before, it waits on.
      while (seen.end && seen.end.state !== "interrupted" && performance.now() < until) {
        await ear.heard(Math.max(1, until - performance.now()));
        seen = await look(core, id, { after, last: undefined });
      }
      const events = seen.end ? [...seen.events, seen.end] : seen.events;
      return { tenantId: id, state: seen.state, run: provisioningRunOf(events) ?? null };
    } finally {
      ear.close();
    }
  },
});
