import { openingJob, openingJobId } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { nameOf } from "../migrations/runs/by.ts";
import { requireHeld, viewJob } from "./find.ts";
import { markCancelled, tellOfJob } from "./queries.ts";

/** Ends a job: schools under way are opened, those that had not begun are left out. @throws PeproError `not_found`, `opening_state` */
export const cancelOpening = defineUseCase({
  name: "opening.cancel",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: openingJobId,
  output: openingJob,
  run: async ({ actor, tx, note }, { id }) => {
    note({ target: { kind: "openingJob", id } });
    await requireHeld(tx, id, ["running", "paused"]);
    await tx.query(markCancelled(id));
    await tx.query(tellOfJob(id, "job.cancelled", { by: nameOf(actor) }));
    return viewJob(tx, id);
  },
});
