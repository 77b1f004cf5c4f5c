import { fleetRun, fleetRunId } from "@pepro/contracts";
import { defineUseCase, superAdmin } from "../../executor/index.ts";
import { nameOf } from "./by.ts";
import { requireHeld, runViewOf } from "./find.ts";
import { markPaused, type RunRow, readRun, tellOfRun } from "./queries.ts";

/** Pauses a run: schools under way end, no other begins. @throws PeproError `not_found`, `fleet_run_state` */
export const pauseFleetRun = defineUseCase({
  name: "fleet.pause",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: fleetRunId,
  output: fleetRun,
  run: async ({ actor, tx, note }, { id }) => {
    note({ target: { kind: "fleetRun", id } });
    await requireHeld(tx, id, ["running"]);
    const reason = { kind: "asked", by: nameOf(actor) };
    await tx.query(markPaused(id, reason));
    await tx.query(tellOfRun(id, "run.paused", { reason }));
    return runViewOf(await tx.first<RunRow>(readRun(id)), id);
  },
});
