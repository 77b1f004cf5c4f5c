import { isConnectionError, rawSql, transaction } from "@pepro/db";
import type { Core } from "../../../core.ts";

const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/** Does a piece of work again for as long as it fails in a way that passes. @throws its last error, or another at once */
export async function retrying<T>(
  forMs: number,
  passes: (error: unknown) => boolean,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const until = performance.now() + forMs;
  for (let pause = FIRST_MS; ; pause = Math.min(pause * 2, LONGEST_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error) || signal?.aborted || performance.now() + pause > until) throw error;
    }
    await sleep(pause, signal);
  }
}

/** A query of the control plane, waited for while the database is away. */
export function patiently<T>({ fleet }: Core, query: () => Promise<T>): Promise<T> {
  return retrying(fleet.timing.awayMs, isConnectionError, query);
}

/** Resolves after so many milliseconds, or as soon as the signal aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
}

/**
 * Waits for clusters that went away, once for all schools that stumbled over it.
 * @returns resolves when the cluster answers, or the signal aborts. @throws the connection's error when it did not come back
 */
export function createReturns({ db, fleet }: Core): (clusterId: string, signal: AbortSignal) => Promise<void> {
  const waiting = new Map<string, Promise<void>>();
  return (clusterId, signal) => {
    const known = waiting.get(clusterId);
    if (known) return known;
    const look = () => transaction(db.owner(clusterId), [], (tx) => tx.query(rawSql("select 1 as one")));
    const made = retrying(fleet.timing.awayMs, isConnectionError, look, signal)
      .then(
        () => {},
        (error) => {
          if (!signal.aborted) throw error;
        },
      )
      .finally(() => waiting.delete(clusterId));
    waiting.set(clusterId, made);
    return made;
  };
}
