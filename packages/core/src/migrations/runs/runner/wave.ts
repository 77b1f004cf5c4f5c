import { sleep } from "./away.ts";
import type { Job, Running } from "./job.ts";
import { takeTurns } from "./school.ts";

/** Most schools that are done by one message. */
const MOST = 8;

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

  const workers = Math.max(1, Math.min(options.concurrency, core.fleet.maxConcurrency, jobs.length));
  const next = async (most: number): Promise<Job[]> => {
    for (;;) {
      if (halted.aborted || fault) return [];
      const [soonest] = later;
      const wait = soonest ? soonest.due - performance.now() : 0;
      if (soonest && wait <= 0) {
        later.shift();
        return [soonest.job];
      }
      if (ready.length > 0) {
        const other = ready.findIndex(({ clusterId }) => clusterId !== ready[0]?.clusterId);
        const share = Math.min(most, Math.ceil(ready.length / workers), other < 0 ? most : other);
        return ready.splice(0, share);
      }
      if (!soonest) return [];
      await sleep(wait, halted);
    }
  };
  const worker = async () => {
    let most = 1;
    for (let turn = await next(most); turn.length > 0; turn = await next(most)) {
      const began = performance.now();
      try {
        const ends = await takeTurns(running, turn);
        for (const [at, job] of turn.entries()) {
          const end = ends[at];
          if (end?.kind === "failed") failed();
          if (end?.kind === "again") later.push({ job, due: performance.now() + end.delayMs });
        }
        later.sort((left, right) => left.due - right.due);
        const left = turn.filter((_, at) => ends[at]?.kind === "left");
        ready.unshift(...left);
        const inTime = Math.floor((core.fleet.timing.turnMs * turn.length) / (performance.now() - began));
        const isWell = ends.every(({ kind }) => kind === "done");
        most = isWell ? Math.max(1, Math.min(MOST, turn.length * 2, inTime)) : 1;
      } catch (error) {
        fault ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  if (fault) throw fault.error;
}
