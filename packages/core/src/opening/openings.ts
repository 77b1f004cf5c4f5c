import { createEars, type Ears } from "../ears.ts";

/** In milliseconds. */
export type OpeningTiming = {
  /** A job whose process has not said for this long that it lives may be taken over. */
  leaseMs: number;
  /** Between two signs of life, and two looks at what others want of the job. */
  lookMs: number;
  /** For how long a database that went away is waited for. */
  awayMs: number;
};

const TIMING: OpeningTiming = { leaseMs: 10_000, lookMs: 1_000, awayMs: 120_000 };

/** What this process knows of the opening of many schools: which jobs it works on, and who waits for news of which. */
export type Openings = Ears & {
  readonly timing: OpeningTiming;
  /** Most schools this process opens at a time: a connection of the owner and one of the runtime login each. */
  readonly maxConcurrency: number;
  /** Whether a job that this process is told to stop pauses, or is left for another process. */
  readonly pausesOnStop: boolean;
  /** Runs work for a job, once what this process does for the same job has ended. */
  launch(jobId: string, work: (stop: AbortSignal) => Promise<void>): void;
  /** Resolves when this process does nothing more for the job. @throws what ended the work */
  settled(jobId: string): Promise<void>;
  /** Ends all work: schools under way are done first. */
  stop(): Promise<void>;
};

export type OpeningsOptions = Partial<Pick<Openings, "maxConcurrency" | "pausesOnStop">> & {
  timing?: Partial<OpeningTiming>;
};

export function createOpenings(options: OpeningsOptions = {}): Openings {
  const stopping = new AbortController();
  const working = new Map<string, Promise<void>>();
  return {
    ...createEars(),
    timing: { ...TIMING, ...options.timing },
    maxConcurrency: options.maxConcurrency ?? 4,
    pausesOnStop: options.pausesOnStop ?? false,
    launch: (jobId, work) => {
      const before = working.get(jobId) ?? Promise.resolve();
      const next = before
        .catch(() => {})
        .then(async () => {
          if (!stopping.signal.aborted) await work(stopping.signal);
        })
        .finally(() => {
          if (working.get(jobId) === next) working.delete(jobId);
        });
      next.catch(() => {});
      working.set(jobId, next);
    },
    settled: async (jobId) => working.get(jobId),
    stop: async () => {
      stopping.abort();
      await Promise.allSettled(working.values());
    },
  };
}

/** Messages about jobs share the channel on which processes tell each other of changed schools. */
const PREFIX = "opening:";

export function openingMessage(jobId: string): string {
  return PREFIX + jobId;
}

/** What the process that works on a job listens for: others want something of it. */
export function openingOrders(jobId: string): string {
  return `${jobId}!`;
}

/** @returns whether the message was about a job. */
export function hearOpening(openings: Openings, payload: string): boolean {
  if (!payload.startsWith(PREFIX)) return false;
  openings.wake(payload.slice(PREFIX.length));
  return true;
}
