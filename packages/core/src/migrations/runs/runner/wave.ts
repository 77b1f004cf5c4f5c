import { sleep } from "./away.ts";
import type { Job, Running } from "./job.ts";
import { takeTurn } from "./school.ts";

/**
 * Gives every school of a wave its turn, several at a time; one that is to be tried again does not hold up the others.
 * Once the run is halted no further turn begins, and those under way end.
 * @param failed told of each failure
 * @throws what a turn threw, once those under way have ended
 */
export async function runWave(running: Running, jobs: readonly Job[], failed: () => void): Promise<void> {
  const { core, options, journal } = running;
  const ready = [...jobs];
  const later: { job: Job; due: number }[] = [];
  let fault: { error: unknown } | undefined;
  const { halted } = journal;

  const next = async (): Promise<Job | undefined> => {
    for (;;) {
      if (halted.aborted || fault) return undefined;
      const [soonest] = later;
      const wait = soonest ? soonest.due - performance.now() : 0;
      if (soonest && wait <= 0) return later.shift()?.job;
      const job = ready.shift();
      if (job) return job;
      if (!soonest) return undefined;
      await sleep(wait, halted);
    }
  };
  const worker = async () => {
    for (let job = await next(); job; job = await next()) {
      try {
        const end = await takeTurn(running, job);
        if (end.kind === "failed") failed();
        if (end.kind !== "again") continue;
        later.push({ job, due: performance.now() + end.delayMs });
        later.sort((left, right) => left.due - right.due);
      } catch (error) {
        fault ??= { error };
      }
    }
  };
  const workers = Math.max(1, Math.min(options.concurrency, core.fleet.maxConcurrency, jobs.length));
  await Promise.all(Array.from({ length: workers }, worker));
  if (fault) throw fault.error;
}
