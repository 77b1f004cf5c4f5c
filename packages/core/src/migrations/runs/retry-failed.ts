import { fleetRun, fleetRunId, PeproError } from "@pepro/contracts";
import { defineUseCase, superAdmin } from "../../executor/index.ts";
import { nameOf } from "./by.ts";
import { requireHeld, requireSameTarget, runViewOf } from "./find.ts";
import { markRunning, type RunRow, readActive, readRun, retrySchools, tellOfRun } from "./queries.ts";
import { launchRun } from "./runner/index.ts";

/**
 * Gives the schools of a run that failed another turn, also where the run has ended with them.
 * @throws PeproError `not_found`, `fleet_run_state` where nothing failed or it was cancelled, `fleet_run_active` while
 * another run is, `fleet_run_outdated`
 */
export const retryFailedSchools = defineUseCase({
  name: "fleet.retryFailed",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: fleetRunId,
  output: fleetRun,
  run: async ({ core, actor, tx, note, afterCommit }, { id }) => {
    note({ target: { kind: "fleetRun", id } });
    const run = await requireHeld(tx, id, ["failed", "paused", "running"]);
    requireSameTarget(core, run);
    const active = await tx.first<{ id: string; state: "running" | "paused" }>(readActive());
    if (active && active.id !== id) throw new PeproError("fleet_run_active", { runId: active.id, state: active.state });
    const schools = await tx.execute(retrySchools(id));
    if (schools === 0) throw new PeproError("fleet_run_state", { runId: id, state: run.state });
    note({ changes: { schools } });
    await tx.query(markRunning(id));
    await tx.query(tellOfRun(id, "run.retried", { by: nameOf(actor), schools }));
    afterCommit(() => launchRun(core, id));
    return runViewOf(await tx.first<RunRow>(readRun(id)), id);
  },
});
