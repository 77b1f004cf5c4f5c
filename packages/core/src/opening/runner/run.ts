import { isConnectionError } from "@pepro/db";
import type { Core } from "../../core.ts";
import { retrying, sleep } from "../../migrations/runs/runner/away.ts";
import { openingOrders } from "../openings.ts";
import {
  endJob,
  type Lease,
  leaveJob,
  type PendingRow,
  pauseJob,
  pruneJobs,
  readPending,
  readStanding,
  renewLease,
  type Standing,
  type TakenJob,
  takeJob,
} from "./journal-queries.ts";
import { createRowOpener, type RowOpener } from "./row.ts";

/** Jobs that are kept, with all that was told of them. */
const KEPT = 20;

/**
 * Works on a job until it has ended or somebody stops it. Does nothing where another process does; where one did and was
 * lost, goes on as soon as that one's lease is over.
 * @throws the database's error where it went away for good: the job can then be taken up again
 */
export async function workOnJob(core: Core, lease: Lease, stop: AbortSignal): Promise<void> {
  const taken = await take(core, lease, stop);
  if (!taken) return;
  const pausing = () =>
    core.openings.pausesOnStop ? patiently(core, () => core.db.queryPlatform(pauseJob(lease))) : undefined;
  for (;;) {
    const watch = keepAlive(core, lease, stop);
    try {
      const rows = await patiently(core, () => core.db.queryPlatform<PendingRow>(readPending(lease.jobId)));
      await openAll(
        rows,
        Math.min(taken.concurrency, core.openings.maxConcurrency),
        watch.halted,
        createRowOpener(core, lease, taken),
      );
    } finally {
      await watch.end();
    }
    if (watch.isLost()) return;
    if (!watch.halted.aborted && (await hasEnded(core, lease))) return;
    if (stop.aborted) await pausing();
    const left = await patiently(core, () => core.db.queryPlatform(leaveJob(lease, { evenRunning: stop.aborted })));
    core.openings.wake(lease.jobId);
    // Otherwise it was resumed while the last schools were ending.
    if (left.length > 0 || stop.aborted) return;
  }
}

/** Takes the job; where another holds it, waits for a sign of life or for the end of its lease. */
async function take(core: Core, lease: Lease, stop: AbortSignal): Promise<TakenJob | undefined> {
  const { db, openings } = core;
  let seen: number | undefined;
  while (!stop.aborted) {
    const [taken] = await patiently(core, () => db.queryPlatform<TakenJob>(takeJob(lease, openings.timing.leaseMs)));
    if (taken) return taken;
    const [standing] = await patiently(core, () => db.queryPlatform<Standing>(readStanding(lease.jobId)));
    if (standing?.state !== "running") return undefined;
    const until = standing.leaseUntil?.getTime() ?? 0;
    // Who says again that it lives needs nobody.
    if (seen !== undefined && until > seen) return undefined;
    seen = until;
    await sleep(Math.min(openings.timing.lookMs * 1.5, openings.timing.leaseMs / 4), stop);
  }
  return undefined;
}

/** Renews the lease until it is told to end, and hears whether the job is to go on: no further school begins once it is not. */
function keepAlive({ db, openings }: Core, lease: Lease, stop: AbortSignal) {
  const halt = new AbortController();
  const over = new AbortController();
  const ear = openings.listen(openingOrders(lease.jobId));
  let lost = false;
  const onStop = () => halt.abort();
  stop.addEventListener("abort", onStop);
  if (stop.aborted) onStop();
  const look = async () => {
    const [row] = await db.queryPlatform<{ state: string }>(renewLease(lease, openings.timing.leaseMs));
    lost = row === undefined;
    if (row?.state !== "running") halt.abort();
  };
  const living = (async () => {
    while (!over.signal.aborted) {
      await ear.heard(openings.timing.lookMs, over.signal);
      // Whoever opens a school meets the same trouble, and waits for its end.
      if (!over.signal.aborted) await look().catch(() => {});
    }
  })();
  return {
    halted: halt.signal,
    isLost: () => lost,
    end: async () => {
      over.abort();
      stop.removeEventListener("abort", onStop);
      ear.close();
      await living;
    },
  };
}

async function openAll(
  rows: readonly PendingRow[],
  concurrency: number,
  halted: AbortSignal,
  open: RowOpener,
): Promise<void> {
  const left = [...rows];
  let fault: { error: unknown } | undefined;
  const worker = async () => {
    for (let row = left.shift(); row && !halted.aborted && !fault; row = left.shift()) {
      try {
        await open(row);
      } catch (error) {
        fault ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  if (fault) throw fault.error;
}

async function hasEnded(core: Core, lease: Lease): Promise<boolean> {
  const ended = await patiently(core, () => core.db.queryPlatform(endJob(lease)));
  if (ended.length === 0) return false;
  core.openings.wake(lease.jobId);
  await core.db.queryPlatform(pruneJobs(KEPT)).catch((error: unknown) => core.log.error("old jobs not removed", error));
  return true;
}

function patiently<T>({ openings }: Core, query: () => Promise<T>): Promise<T> {
  return retrying(openings.timing.awayMs, isConnectionError, query);
}
