import { type FleetPauseReason, fleetOptions } from "@pepro/contracts";
import type { Core } from "../../../core.ts";
import { newId } from "../../../ids.ts";
import { createReturns, patiently, sleep } from "./away.ts";
import { createBudget } from "./budget.ts";
import type { Job, Running } from "./job.ts";
import { createJournal } from "./journal.ts";
import {
  endRun,
  type JobRow,
  type Lease,
  leaveRun,
  pauseRun,
  pruneRuns,
  readStanding,
  readTally,
  readWave,
  type Standing,
  type TakenRun,
  type Tally,
  takeRun,
} from "./journal-queries.ts";
import { runWave } from "./wave.ts";

/** Runs that are kept, with all that was told of them. */
const KEPT = 50;

/**
 * Works on a run until it has ended or somebody stops it. Does nothing where another process does; where one did and was
 * lost, goes on as soon as that one's lease is over.
 * @throws the database's error where it went away for good: the run can then be taken up again
 */
export async function workOnRun(core: Core, runId: string, stop: AbortSignal): Promise<void> {
  const lease: Lease = { runId, holder: newId() };
  const taken = await take(core, lease, stop);
  if (!taken) return;
  const journal = createJournal(core, lease);
  const options = fleetOptions.parse(taken.options);
  const running: Running = { core, lease, options, journal, since: taken.createdAt, returned: createReturns(core) };
  let stopped: Promise<void> | undefined;
  const onStop = () => {
    journal.halt();
    stopped = core.fleet.pausesOnStop ? pause(running, { kind: "interrupted" }) : Promise.resolve();
    stopped.catch(() => {});
  };
  stop.addEventListener("abort", onStop);
  if (stop.aborted) onStop();
  try {
    await runWaves(running, async () => {
      await stopped;
      return stopped !== undefined;
    });
  } finally {
    stop.removeEventListener("abort", onStop);
    await journal.close();
  }
}

/** Takes the run; where another holds it, waits for a sign of life or for the end of its lease. */
async function take(core: Core, lease: Lease, stop: AbortSignal): Promise<TakenRun | undefined> {
  const { db, fleet, migrations } = core;
  const checksum = migrations.tenant.at(-1)?.checksum ?? "";
  let seen: number | undefined;
  let wasFree = false;
  while (!stop.aborted) {
    const [taken] = await patiently(core, () =>
      db.queryPlatform<TakenRun>(takeRun(lease, fleet.timing.leaseMs, checksum)),
    );
    if (taken) return taken;
    const [standing] = await patiently(core, () => db.queryPlatform<Standing>(readStanding(lease.runId)));
    if (standing?.state !== "running" || (standing.isFree && wasFree)) return undefined;
    wasFree = standing.isFree;
    if (wasFree) continue;
    const until = standing.leaseUntil?.getTime() ?? 0;
    // Who says again that it lives needs nobody.
    if (seen !== undefined && until > seen) return undefined;
    seen = until;
    await sleep(Math.min(fleet.timing.lookMs * 1.5, fleet.timing.leaseMs / 4), stop);
  }
  return undefined;
}

async function runWaves(running: Running, hasStopped: () => Promise<boolean>): Promise<void> {
  const { core, journal, lease } = running;
  const { db, fleet } = core;
  for (;;) {
    const [tally] = await patiently(core, () => db.queryPlatform<Tally>(readTally(lease.runId)));
    const jobs = (await patiently(core, () => db.queryPlatform<JobRow>(readWave(lease.runId)))).map(jobOf);
    if (!tally) return;
    if (jobs.length > 0 && !journal.halted.aborted) await runOneWave(running, jobs, tally);
    await journal.written();
    if (journal.isLost) return;
    if (jobs.length === 0 && !journal.halted.aborted) {
      if (await hasEnded(running)) return;
      await journal.look();
    }
    if (!journal.halted.aborted) continue;
    const evenRunning = await hasStopped();
    const left = await patiently(core, () => db.queryPlatform(leaveRun(lease, { evenRunning })));
    fleet.wake(lease.runId);
    if (left.length > 0 || journal.isLost) return;
    // Resumed while the last schools were ending.
    journal.goOn();
  }
}

async function hasEnded({ core, lease }: Running): Promise<boolean> {
  const ended = await patiently(core, () => core.db.queryPlatform(endRun(lease)));
  if (ended.length === 0) return false;
  core.fleet.wake(lease.runId);
  try {
    await core.db.queryPlatform(pruneRuns(KEPT));
  } catch (error) {
    core.log.error("old fleet runs not removed", error);
  }
  return true;
}

async function runOneWave(running: Running, jobs: readonly Job[], tally: Tally): Promise<void> {
  const { core, journal, lease, options } = running;
  const wave = jobs[0]?.wave ?? 0;
  const countFailure = createBudget(options, tally);
  let paused: Promise<void> | undefined;
  journal.tell("wave.started", { wave, schools: jobs.length });
  await runWave(running, jobs, () => {
    const reason = countFailure(wave);
    if (reason) paused ??= pause(running, reason);
  });
  await paused;
  await journal.written();
  if (journal.halted.aborted) return;
  const [after] = await patiently(core, () => core.db.queryPlatform<Tally>(readTally(lease.runId)));
  const counts = after?.waves.find((each) => each.wave === wave);
  if (counts) journal.tell("wave.done", { wave, done: counts.done, failed: counts.failed, skipped: counts.skipped });
}

/** What is under way ends first; that no more begins is told at once. */
async function pause({ core, journal, lease }: Running, reason: FleetPauseReason): Promise<void> {
  journal.halt();
  await journal.written();
  await patiently(core, () => core.db.queryPlatform(pauseRun(lease, reason)));
  core.fleet.wake(lease.runId);
}

function jobOf({ schemaName, roleName, ...row }: JobRow): Job {
  return { ...row, schema: schemaName, role: roleName, attempts: 0 };
}
