import { type FleetOptions, type FleetRun, fleetCountsOf, fleetOptions, fleetRun, PeproError } from "@pepro/contracts";
import { defineUseCase, superAdmin } from "../../executor/index.ts";
import { newId } from "../../ids.ts";
import { latestVersion } from "../bundle.ts";
import { nameOf } from "./by.ts";
import { readUnknownSchemas } from "./plan-queries.ts";
import { readActive } from "./queries.ts";
import { launchRun } from "./runner/index.ts";
import { insertRun, type StartedRow } from "./start-queries.ts";

/**
 * Plans a run over every school that is behind, or one school alone, stores it, and begins it in this process, behind
 * the answer. Where no school is behind the run is done at once.
 * @throws PeproError `fleet_run_active` while another is running or paused; `not_found` for a schema that is no school's
 */
export const startFleetRun = defineUseCase({
  name: "fleet.start",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: fleetOptions,
  output: fleetRun,
  run: async ({ core, actor, tx, note, afterCommit }, options) => {
    const { tenant } = core.migrations;
    const latest = latestVersion(tenant);
    if (options.canary && "schools" in options.canary) {
      const unknown = await tx.first<{ name: string }>(readUnknownSchemas(options.canary.schools));
      if (unknown) throw new PeproError("not_found", { entity: "schema", id: unknown.name });
    }
    const id = newId();
    const run = { id, by: nameOf(actor), options, latest, checksum: tenant.at(-1)?.checksum ?? "" };
    const started = await tx.first<StartedRow>(insertRun(run));
    if (options.schema !== undefined && started?.planned === 0) {
      throw new PeproError("not_found", { entity: "schema", id: options.schema });
    }
    if (!started?.createdAt) {
      const active = await tx.first<{ id: string; state: "running" | "paused" }>(readActive());
      if (!active) throw new PeproError("unavailable", { retryAfterSeconds: 1 });
      throw new PeproError("fleet_run_active", { runId: active.id, state: active.state });
    }
    const { planned, current } = started;
    note({ target: { kind: "fleetRun", id }, changes: { targetVersion: latest, schools: planned, current, options } });
    if (planned > 0) afterCommit(() => launchRun(core, id));
    return viewOf(run, { ...started, createdAt: started.createdAt });
  },
});

/** What was just written, without reading it again. */
function viewOf(
  { id, by, options, latest }: { id: string; by: string; options: FleetOptions; latest: number },
  { createdAt, planned, current, waves, lastEventId }: StartedRow & { createdAt: Date },
): FleetRun {
  const at = createdAt.toISOString();
  const counted = waves.map(({ wave, schools }) => ({
    wave,
    pending: schools,
    running: 0,
    done: 0,
    failed: 0,
    skipped: 0,
  }));
  const ended = planned === 0;
  return {
    ...{ id, state: ended ? "done" : "running", createdAt: at, createdBy: by, endedAt: ended ? at : null },
    ...{ targetVersion: latest, options, schools: planned, current, counts: fleetCountsOf(counted), waves: counted },
    ...{ pauseReason: null, isWorking: false, lastEventId },
  };
}
