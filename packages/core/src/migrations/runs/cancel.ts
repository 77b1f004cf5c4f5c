import { fleetRun, fleetRunId } from "@pepro/contracts";
import { defineUseCase, superAdmin } from "../../executor/index.ts";
import { nameOf } from "./by.ts";
import { requireHeld, runViewOf } from "./find.ts";
import { markCancelled, type RunRow, readRun, tellOfRun } from "./queries.ts";

/** Ends a run: schools under way end, those that had not begun are skipped. @throws PeproError `not_found`, `fleet_run_state` */
export const cancelFleetRun = defineUseCase({
  name: "fleet.cancel",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: fleetRunId,
  output: fleetRun,
  run: async ({ actor, tx, note }, { id }) => {
    note({ target: { kind: "fleetRun", id } });
    await requireHeld(tx, id, ["paused", "running"]);
    await tx.query(markCancelled(id));
    await tx.query(tellOfRun(id, "run.cancelled", { by: nameOf(actor) }));
    return runViewOf(await tx.first<RunRow>(readRun(id)), id);
  },
});
