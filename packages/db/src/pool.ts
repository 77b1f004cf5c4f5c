import { type Connection, type ConnectOptions, openConnection } from "./connection.ts";
import { createPrepared } from "./prepared.ts";

export type PoolOptions = {
  url: string;
  /** Most connections held. Default 10. */
  max?: number;
  applicationName?: string;
  /** Keeps statements of reads prepared; not where their text is made anew each time. Default false. */
  prepares?: boolean;
  /** Milliseconds a caller waits for a connection before it is refused. Default 10 000. */
  waitMs?: number;
  /** Milliseconds before an unused connection is closed. Default 60 000. */
  idleMs?: number;
  /** Milliseconds a connection may live: a backend's caches grow with every school it touches. Default 30 minutes. */
  lifetimeMs?: number;
};

export type Pool = {
  /**
   * Lends a connection, exclusively, until `giveBack`. `affinity` prefers one that served the same school before.
   * @throws POOL_TIMEOUT when none came free in time; those of `openConnection`
   */
  borrow(affinity?: string): Promise<Connection>;
  /** `reusable` is the borrower's word that nothing of its work is left on the connection; otherwise it is closed. */
  giveBack(connection: Connection, reusable: boolean): void;
  /** Refuses who waits, closes what is idle, and gives what is lent a second for the statement under way. */
  end(): Promise<void>;
};

type Waiter = { resolve: () => void; reject: (error: Error) => void; timer: ReturnType<typeof setTimeout> };
type Idle = { connection: Connection; affinity: string | undefined; timer: ReturnType<typeof setTimeout> };

/** Makes a pool. Nothing connects until it is used; a connection that broke is replaced at the next use. */
export function createPool(options: PoolOptions): Pool {
  const max = options.max ?? 10;
  const idleMs = options.idleMs ?? 60_000;
  const lifetimeMs = options.lifetimeMs ?? 1_800_000;
  const connect: ConnectOptions = options.prepares ? { ...options, prepared: createPrepared() } : options;
  const idle: Idle[] = [];
  const lent = new Map<Connection, string | undefined>();
  const waiting: Waiter[] = [];
  let taken = 0;
  let ended = false;

  const takeSlot = async () => {
    if (ended) throw poolClosed();
    if (taken < max) {
      taken++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = { resolve, reject, timer: setTimeout(() => refuse(waiter), options.waitMs ?? 10_000) };
      waiting.push(waiter);
    });
  };
  const refuse = (waiter: Waiter) => {
    waiting.splice(waiting.indexOf(waiter), 1);
    waiter.reject(Object.assign(new Error("no database connection came free in time"), { code: "POOL_TIMEOUT" }));
  };
  const freeSlot = () => {
    const next = waiting.shift();
    if (!next) {
      taken--;
      return;
    }
    clearTimeout(next.timer);
    next.resolve();
  };
  const takeIdle = (affinity: string | undefined): Connection | undefined => {
    while (idle.length > 0) {
      const known = affinity === undefined ? -1 : idle.findLastIndex((entry) => entry.affinity === affinity);
      const [entry] = idle.splice(known < 0 ? idle.length - 1 : known, 1);
      if (!entry) return undefined;
      clearTimeout(entry.timer);
      if (!entry.connection.closed) return entry.connection;
    }
    return undefined;
  };
  const discard = (connection: Connection) => void connection.end().catch(() => {});
  const keep = (connection: Connection, affinity: string | undefined) => {
    const timer = setTimeout(() => {
      idle.splice(idle.indexOf(entry), 1);
      discard(connection);
    }, idleMs);
    (timer as { unref?: () => void }).unref?.();
    const entry: Idle = { connection, affinity, timer };
    idle.push(entry);
  };

  return {
    borrow: async (affinity) => {
      await takeSlot();
      try {
        const connection = takeIdle(affinity) ?? (await openConnection(connect));
        if (ended) {
          discard(connection);
          throw poolClosed();
        }
        lent.set(connection, affinity);
        return connection;
      } catch (error) {
        freeSlot();
        throw error;
      }
    },
    giveBack: (connection, reusable) => {
      if (!lent.has(connection)) return;
      const affinity = lent.get(connection);
      lent.delete(connection);
      const outlived = Date.now() - connection.openedAt > lifetimeMs;
      if (reusable && !outlived && !ended && !connection.closed) keep(connection, affinity);
      else discard(connection);
      freeSlot();
    },
    end: async () => {
      ended = true;
      for (const waiter of waiting.splice(0)) {
        clearTimeout(waiter.timer);
        waiter.reject(poolClosed());
      }
      const open = idle.splice(0).map(({ connection, timer }) => {
        clearTimeout(timer);
        return connection;
      });
      await Promise.all([...open, ...lent.keys()].map((connection) => connection.end().catch(() => {})));
    },
  };
}

function poolClosed(): Error {
  return new Error("the pool is closed");
}
