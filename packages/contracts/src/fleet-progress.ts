import type { FleetCounts, FleetRun, FleetSchoolState, FleetWave } from "./fleet.ts";
import type { FleetEvent } from "./fleet-events.ts";

/** The wave that goes first, where there is one; the others follow it, numbered from 1. */
export const CANARY_WAVE = 0;

const ZERO: FleetCounts = { pending: 0, running: 0, done: 0, failed: 0, skipped: 0 };

const ENDS = { "school.done": "done", "school.failed": "failed", "school.skipped": "skipped" } as const;

/**
 * A run as it stands after one more event, so that who watches need not ask again. An event that the run knows already
 * changes nothing.
 */
export function fleetRunAfter(run: FleetRun, event: FleetEvent): FleetRun {
  if (event.runId !== run.id || Number(event.id) <= Number(run.lastEventId)) return run;
  return changed({ ...run, lastEventId: event.id }, event);
}

function changed(run: FleetRun, event: FleetEvent): FleetRun {
  switch (event.kind) {
    case "run.taken":
      return { ...moveAll(run, "running", "pending"), isWorking: true };
    case "run.paused":
      return { ...run, state: "paused", pauseReason: event.reason };
    case "run.resumed":
      return { ...run, state: "running", pauseReason: null };
    case "run.retried":
      return { ...moveAll(run, "failed", "pending"), state: "running", pauseReason: null, endedAt: null };
    case "run.cancelled":
      return { ...moveAll(run, "pending", "skipped"), state: "cancelled", endedAt: event.at };
    case "run.ended":
      return { ...run, state: event.state, endedAt: event.at, isWorking: false };
    case "school.started":
      return move(run, event.wave, event.was, "running");
    case "school.retrying":
      return move(run, event.wave, event.was, "pending");
    case "school.done":
    case "school.failed":
    case "school.skipped":
      return move(run, event.wave, event.was, ENDS[event.kind]);
    default:
      return run;
  }
}

function move(run: FleetRun, wave: number, from: FleetSchoolState, to: FleetSchoolState): FleetRun {
  // Of a cancelled run what had not begun counts as skipped, though its beginning was only not told yet.
  const left = from === "pending" && run.state === "cancelled" ? "skipped" : from;
  return withWaves(
    run,
    run.waves.map((each) => (each.wave === wave ? shifted(each, left, to, 1) : each)),
  );
}

function moveAll(run: FleetRun, from: FleetSchoolState, to: FleetSchoolState): FleetRun {
  return withWaves(
    run,
    run.waves.map((each) => shifted(each, from, to, each[from])),
  );
}

function shifted(wave: FleetWave, from: FleetSchoolState, to: FleetSchoolState, by: number): FleetWave {
  if (from === to) return wave;
  return { ...wave, [from]: wave[from] - by, [to]: wave[to] + by };
}

function withWaves(run: FleetRun, waves: FleetWave[]): FleetRun {
  return { ...run, waves, counts: fleetCountsOf(waves) };
}

/** Schools of all waves together, by state. */
export function fleetCountsOf(waves: readonly FleetWave[]): FleetCounts {
  const sum = (state: FleetSchoolState) => waves.reduce((total, wave) => total + wave[state], 0);
  return Object.fromEntries(Object.keys(ZERO).map((state) => [state, sum(state as FleetSchoolState)])) as FleetCounts;
}
