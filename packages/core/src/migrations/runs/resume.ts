import { fleetRun, fleetRunId } from "@pepro/contracts";
import { defineUseCase, superAdmin } from "../../executor/index.ts";
import { nameOf } from "./by.ts";
import { requireHeld, requireSameTarget, runViewOf } from "./find.ts";
import { markRunning, type RunRow, readRun, tellOfRun } from "./queries.ts";
import { launchRun } from "./runner/index.ts";

/**
 * Goes on with a run that was paused, or whose process was lost; this process works on it, unless another does. Failures
 * so far are no longer counted against its budget; the schools that failed are left as they are.
 * @throws PeproError `not_found`, `fleet_run_state`, `fleet_run_outdated`
 */
export const resumeFleetRun = defineUseCase({
  name: "fleet.resume",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: fleetRunId,
  output: fleetRun,
  run: async ({ core, actor, tx, note, afterCommit }, { id }) => {
    note({ target: { kind: "fleetRun", id } });
    const run = await requireHeld(tx, id, ["paused", "running"]);
    requireSameTarget(core, run);
    if (run.state === "paused") {
      await tx.query(markRunning(id));
      await tx.query(tellOfRun(id, "run.resumed", { by: nameOf(actor) }));
    }
    afterCommit(() => launchRun(core, id));
    return runViewOf(await tx.first<RunRow>(readRun(id)), id);
  },
});
