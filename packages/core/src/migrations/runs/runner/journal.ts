import { isConnectionError } from "@pepro/db";
import type { Core } from "../../../core.ts";
import { directoryKeys } from "../../../resolution/index.ts";
import { fleetOrders } from "../fleet.ts";
import { retrying } from "./away.ts";
import type { Job } from "./job.ts";
import { type Lease, type LeaseRow, readLease, type SchoolChange, type Told, writeBatch } from "./journal-queries.ts";

/** So many rows are written at once without waiting for more. */
const FULL = 200;
/** NOTIFY carries less than 8000 bytes. */
const LONGEST_MESSAGE = 7_900;

/**
 * What a runner writes of its run, in batches, behind its back; and what it hears of the run as it writes: the lease is
 * renewed, and whoever stopped the run is obeyed, at least once a second.
 */
export type Journal = {
  /** Tells of a school, and changes its row. */
  school(job: Job, change: Omit<SchoolChange, "tenantId">, kind: string, data: object): void;
  tell(kind: string, data: object): void;
  /** Resolves when all that was told is written. @throws what kept it from being written */
  written(): Promise<void>;
  /** Looks at once. @returns whether the run is to go on */
  look(): Promise<boolean>;
  /** Aborts when the run is not to go on here: stopped by somebody, another's, or nothing can be written of it. */
  readonly halted: AbortSignal;
  /** Whether the lease is another's. */
  readonly isLost: boolean;
  /** Begins no further school. */
  halt(): void;
  /** Takes a halt back. */
  goOn(): void;
  close(): Promise<void>;
};

export function createJournal(core: Core, lease: Lease): Journal {
  const { db, fleet, resolver, log } = core;
  const { timing } = fleet;
  let events = new Set<Told>();
  let rows = new Map<string, SchoolChange>();
  let keys: string[] = [];
  /** Beginnings that nobody was told of yet: what ends before that is told as ended alone. */
  let begun = new Map<string, Told>();
  /** Schools whose beginning was told. */
  const underWay = new Set<string>();
  let number = 0;
  let halt = new AbortController();
  let lost = false;
  let fatal: { error: unknown } | undefined;
  let writing: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new AbortController();
  const ear = fleet.listen(fleetOrders(lease.runId));

  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (lost || fatal) return;
    const batch = { schools: [...rows.values()], events: [...events], messages: messagesOf(keys) };
    const forgotten = keys;
    for (const tenantId of begun.keys()) underWay.add(tenantId);
    [events, rows, keys, begun] = [new Set(), new Map(), [], new Map()];
    number++;
    const sent = { ...lease, ...batch, number, leaseMs: timing.leaseMs };
    try {
      const state = await retrying(timing.awayMs, isConnectionError, async () => {
        const [row] = await db.queryPlatform<{ state: string }>(writeBatch(sent));
        return row?.state ?? (await whyNot());
      });
      if (state !== "running") halt.abort();
      if (batch.events.length > 0) fleet.wake(lease.runId);
      if (forgotten.length > 0) resolver.directory.invalidate(forgotten);
    } catch (error) {
      fatal = { error };
      log.error("fleet run cannot be written down", error, { run: lease.runId });
      halt.abort();
    }
  };
  const whyNot = async (): Promise<string> => {
    const [row] = await db.queryPlatform<LeaseRow>(readLease(lease));
    if (row?.isOurs && row.journal >= number) return row.state;
    lost = true;
    return "lost";
  };
  const flush = () => {
    writing = writing.then(write);
    return writing;
  };
  const soon = () => {
    if (rows.size >= FULL) void flush();
    else timer ??= setTimeout(() => void flush(), timing.flushMs);
  };
  const live = async () => {
    while (!over.signal.aborted) {
      await ear.heard(timing.lookMs, over.signal);
      if (!over.signal.aborted) await flush();
    }
  };
  const living = live();

  return {
    school: (job, change, kind, data) => {
      const { tenantId, schema, wave } = job;
      const untold = begun.get(tenantId);
      const isEnd = kind !== "school.started";
      if (untold && isEnd) events.delete(untold);
      const was = isEnd && underWay.delete(tenantId) ? "running" : "pending";
      const told = { at: new Date().toISOString(), kind, data: { tenantId, schema, wave, was, ...data } };
      events.add(told);
      if (isEnd) begun.delete(tenantId);
      else begun.set(tenantId, told);
      rows.set(tenantId, { tenantId, ...change });
      if (change.version !== null && change.version !== job.version) {
        keys.push(...directoryKeys(job.subdomain, job.hosts));
      }
      soon();
    },
    tell: (kind, data) => {
      events.add({ at: new Date().toISOString(), kind, data });
      soon();
    },
    written: async () => {
      await flush();
      if (fatal) throw fatal.error;
    },
    look: async () => {
      await flush();
      return !halt.signal.aborted;
    },
    get halted() {
      return halt.signal;
    },
    get isLost() {
      return lost;
    },
    halt: () => halt.abort(),
    goOn: () => {
      halt = new AbortController();
    },
    close: async () => {
      over.abort();
      ear.close();
      await living;
      clearTimeout(timer);
    },
  };
}

/** Hosts to forget, in as few messages as they fit in. */
function messagesOf(keys: readonly string[]): string[] {
  const messages: string[] = [];
  for (const key of keys) {
    const last = messages.at(-1);
    if (last !== undefined && last.length + key.length + 1 <= LONGEST_MESSAGE)
      messages[messages.length - 1] = `${last}\n${key}`;
    else messages.push(key);
  }
  return messages;
}
