import { createEars, type Ears } from "../../ears.ts";

/** How runs are run in this process, in milliseconds where nothing else is said. */
export type FleetTiming = {
  /** A run whose process has not said for this long that it lives may be taken over. */
  leaseMs: number;
  /** Between two looks at what others want of the run, and two signs of life. */
  lookMs: number;
  /** Between two batches of control rows. */
  flushMs: number;
  /** Schools that take no longer than this together are done by one message. */
  turnMs: number;
  /** For how long a database that went away is waited for. */
  awayMs: number;
  /** The first pause before a school is tried again; each further one is twice as long, up to `backoffMaxMs`. */
  backoffMs: number;
  backoffMaxMs: number;
};

const TIMING: FleetTiming = {
  leaseMs: 10_000,
  lookMs: 1_000,
  flushMs: 250,
  turnMs: 50,
  awayMs: 120_000,
  backoffMs: 250,
  backoffMaxMs: 15_000,
};

/** What this process knows of fleet runs: which it runs, and who waits for news of which. */
export type Fleet = Ears & {
  readonly timing: FleetTiming;
  /** Most schools this process migrates at a time: a connection of the owner each. */
  readonly maxConcurrency: number;
  /** Whether a run that this process is told to stop pauses, or is left for another process. */
  readonly pausesOnStop: boolean;
  /** Runs work for a run, once what this process does for the same run has ended. */
  launch(runId: string, work: (stop: AbortSignal) => Promise<void>): void;
  /** Resolves when this process does nothing more for the run. @throws what ended the work */
  settled(runId: string): Promise<void>;
  /** Ends all work: schools under way are done first. */
  stop(): Promise<void>;
};

export type FleetOptionsOfProcess = {
  timing?: Partial<FleetTiming>;
  maxConcurrency?: number;
  pausesOnStop?: boolean;
};

export function createFleet(options: FleetOptionsOfProcess = {}): Fleet {
  const stopping = new AbortController();
  const working = new Map<string, Promise<void>>();
  return {
    ...createEars(),
    timing: { ...TIMING, ...options.timing },
    maxConcurrency: options.maxConcurrency ?? 4,
    pausesOnStop: options.pausesOnStop ?? false,
    launch: (runId, work) => {
      const before = working.get(runId) ?? Promise.resolve();
      const next = before
        .catch(() => {})
        .then(async () => {
          if (!stopping.signal.aborted) await work(stopping.signal);
        })
        .finally(() => {
          if (working.get(runId) === next) working.delete(runId);
        });
      next.catch(() => {});
      working.set(runId, next);
    },
    settled: async (runId) => working.get(runId),
    stop: async () => {
      stopping.abort();
      await Promise.allSettled(working.values());
    },
  };
}

/** Messages about runs share the channel on which processes tell each other of changed schools. */
const PREFIX = "fleet:";

export function fleetMessage(runId: string): string {
  return PREFIX + runId;
}

/** What the process that runs a run listens for: others want something of it. Its own batches do not wake it. */
export function fleetOrders(runId: string): string {
  return `${runId}!`;
}

/** @returns whether the message was about a run. */
export function hearFleet(fleet: Fleet, payload: string): boolean {
  if (!payload.startsWith(PREFIX)) return false;
  fleet.wake(payload.slice(PREFIX.length));
  return true;
}
