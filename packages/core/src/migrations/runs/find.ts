import { type FleetRun, fleetCountsOf, fleetOptions, PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import type { Core } from "../../core.ts";
import { type HeldRun, holdRun, type RunRow } from "./queries.ts";

/** A run as it is shown. @throws PeproError `not_found` */
export function runViewOf(row: RunRow | undefined, id: string): FleetRun {
  if (!row) throw new PeproError("not_found", { entity: "fleetRun", id });
  return shownRun(row.run);
}

export function shownRun(run: RunRow["run"]): FleetRun {
  return { ...run, options: fleetOptions.parse(run.options), counts: fleetCountsOf(run.waves) };
}

/**
 * Holds a run that is in one of these states until the transaction ends.
 * @throws PeproError `not_found`, `fleet_run_state`
 */
export async function requireHeld(tx: Tx, id: string, states: readonly FleetRun["state"][]): Promise<HeldRun> {
  const run = await tx.first<HeldRun>(holdRun(id));
  if (!run) throw new PeproError("not_found", { entity: "fleetRun", id });
  if (!states.includes(run.state)) throw new PeproError("fleet_run_state", { runId: id, state: run.state });
  return run;
}

/** A program with other files would bring the schools left somewhere else. @throws PeproError `fleet_run_outdated` */
export function requireSameTarget({ migrations }: Core, run: HeldRun): void {
  const last = migrations.tenant.at(-1);
  if (last?.checksum === run.targetChecksum) return;
  throw new PeproError("fleet_run_outdated", {
    runId: run.id,
    target: run.targetVersion,
    supported: last?.version ?? 0,
  });
}
