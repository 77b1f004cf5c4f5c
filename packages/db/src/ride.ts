import { type Link, type LinkOptions, openLink } from "./link.ts";
import type { Pool } from "./pool.ts";
import type { Rows } from "./run.ts";
import { SQLSTATE, sqlstateOf } from "./sqlstate.ts";
import type { Statement } from "./statement.ts";

/** One read's part of a transaction that several share. */
export type Seat = Omit<Link, "batch" | "commit"> & {
  /** Another's failure has ended the transaction under this one: what it did is to be done again. */
  isDisturbed(): boolean;
};

type Ride = { pool: Pool; link: Promise<Link>; riders: number };

/** A slow read keeps those behind it waiting: no more than these. */
const MOST_RIDERS = 8;

/** What may still be joined, by the very opening of its transaction: a school's, at one version of its tables. */
const boarding = new WeakMap<readonly Statement[], Ride>();

/**
 * As `openLink` for what only reads. Those that begin in the same turn of the event loop, or while the first of them waits
 * for a connection, share one connection and one transaction: their messages leave together and are answered together,
 * and most of what a small read costs is sending and being woken.
 */
export async function boardLink(
  pool: Pool,
  opening: readonly Statement[],
  options: LinkOptions & { mode: "read only" },
): Promise<Seat> {
  const before = boarding.get(opening);
  if (before?.pool === pool && before.riders < MOST_RIDERS) {
    before.riders++;
    return seatOn(before, await before.link, opening);
  }
  const ride: Ride = { pool, link: openLink(pool, opening, options), riders: 1 };
  boarding.set(opening, ride);
  try {
    const link = await ride.link;
    setImmediate(() => depart(ride, opening));
    return seatOn(ride, link, opening);
  } catch (error) {
    depart(ride, opening);
    throw error;
  }
}

/** From now on nobody joins. */
function depart(ride: Ride, opening: readonly Statement[]): void {
  if (boarding.get(opening) === ride) boarding.delete(opening);
}

function seatOn(ride: Ride, link: Link, opening: readonly Statement[]): Seat {
  let unsettled = 0;
  let latest: Promise<unknown> = Promise.resolve();
  let refused = false;
  let disturbed = false;
  let ending = false;

  const told = async <T>(answer: Promise<Rows<T>>): Promise<Rows<T>> => {
    try {
      return await answer;
    } catch (error) {
      // Whoever made a transaction fail hears of its own error, and of the aborted transaction only afterwards.
      disturbed ||= !refused && sqlstateOf(error) === SQLSTATE.failedTransaction;
      refused = true;
      throw error;
    } finally {
      unsettled--;
    }
  };

  return {
    opened: link.opened,
    send: <T>(statement: Statement) => {
      if (ending) return Promise.reject(new Error("the transaction has ended"));
      unsettled++;
      const answer = told(link.send<T>(statement));
      latest = answer;
      return answer;
    },
    isDisturbed: () => disturbed,
    leave: async () => {
      ending = true;
      await link.opened;
      // Answers come in order.
      if (unsettled > 0) await latest.catch(() => {});
      if (refused) throw new Error("the transaction was rolled back: a statement in it had failed");
    },
    rollback: async () => {
      ending = true;
    },
    release: () => {
      ride.riders--;
      if (ride.riders > 0) return;
      depart(ride, opening);
      void arrive(link);
    },
  };
}

/** The last to leave ends the transaction; it can only have read, so nobody waits for how it ends. */
async function arrive(link: Link): Promise<void> {
  try {
    await link.leave();
  } catch {
    await link.rollback();
  }
  link.release();
}
