import { type Link, type LinkOptions, openLink } from "./link.ts";
import type { Pool } from "./pool.ts";
import { mayBeStale } from "./prepared.ts";
import { boardLink } from "./ride.ts";
import type { Row, Rows } from "./run.ts";
import type { Statement } from "./statement.ts";

/** What a unit of work may do in its transaction. One statement a call; there is no way to reach another connection. */
export type Tx = {
  query<T = Row>(statement: Statement): Promise<Rows<T>>;
  /** The first row, or undefined. */
  first<T = Row>(statement: Statement): Promise<T | undefined>;
  /** How many rows the statement touched. */
  execute(statement: Statement): Promise<number>;
};

/** Of a transaction that may write. */
export type WritingTx = Tx & {
  /**
   * Sends one statement in the same message as the commit: what it locks, others wait for no longer than the commit
   * itself takes. Where it fails nothing is committed, and the transaction throws its error.
   */
  atCommit(statement: Statement): void;
};

/** Of a transaction of the owner's. */
export type OwnersTx = WritingTx & Pick<Link, "batch">;

type Preference = Pick<LinkOptions, "affinity" | "edition" | "rowsOnly">;

/**
 * Runs dependent statements in one transaction; `begin` and the opening travel with the first of them. Once it has
 * ended its `tx` is dead: the connection may be another school's by then.
 * @throws whatever `work` or the database throws, after a rollback; Error when a statement failed and `work` hid it.
 */
export async function transaction<T>(
  pool: Pool,
  opening: readonly Statement[],
  work: (tx: OwnersTx) => Promise<T>,
  { affinity, once, rowsOnly }: Omit<Preference, "edition"> & Pick<LinkOptions, "once"> = {},
): Promise<T> {
  const link = await openLink(pool, opening, { affinity, once, rowsOnly });
  let last: Statement | undefined;
  const atCommit = (statement: Statement) => {
    if (last) throw new Error("a transaction has one statement at its commit");
    last = statement;
  };
  return within(
    link,
    (tx) => work({ ...tx, atCommit, batch: link.batch }),
    () => link.commit(last),
  );
}

/**
 * As `transaction`, where PostgreSQL refuses every change. There is nothing to lose, so the commit is not waited for
 * (whoever borrows the connection next sends behind it), reads that begin together share a transaction, and `work` is run
 * once more, alone, when a prepared statement was stale or another's failure ended the transaction under it.
 */
export async function reading<T>(
  pool: Pool,
  opening: readonly Statement[],
  work: (tx: Tx) => Promise<T>,
  { affinity, edition, rowsOnly }: Preference = {},
): Promise<T> {
  const options = { affinity, edition, rowsOnly, mode: "read only" as const };
  const seat = await boardLink(pool, opening, { ...options, prepared: true });
  try {
    return await within(seat, work, () => seat.leave());
  } catch (error) {
    if (!seat.isDisturbed() && !mayBeStale(error)) throw error;
  }
  const link = await openLink(pool, opening, options);
  return within(link, work, () => link.leave());
}

type Ending = Pick<Link, "send" | "rollback" | "release">;

async function within<T>(link: Ending, work: (tx: Tx) => Promise<T>, end: () => Promise<void>): Promise<T> {
  try {
    const result = await work(txOn(link));
    await end();
    return result;
  } catch (error) {
    await link.rollback();
    throw error;
  } finally {
    link.release();
  }
}

/** What changes nothing. Prepared for another school, a value to be written could lose a part in that one's type. */
const READ = /^\s*select\b/i;

/** Runs one statement in a transaction of its own, in one round trip: all messages leave before any answer is awaited. */
export function single<T = Row>(
  pool: Pool,
  opening: readonly Statement[],
  statement: Statement,
  { affinity, edition, rowsOnly }: Preference = {},
): Promise<Rows<T>> {
  const run = async (prepared: boolean) => {
    const link = await openLink(pool, opening, { affinity, edition, rowsOnly, prepared });
    const [answer, end] = await Promise.allSettled([link.send<T>(statement), link.commit()]);
    if (end.status === "rejected") await link.rollback();
    link.release();
    if (answer.status === "rejected") throw answer.reason;
    if (end.status === "rejected") throw end.reason;
    return answer.value;
  };
  return READ.test(statement.chunks[0] ?? "") ? tryPrepared(run) : run(false);
}

/** Tries with prepared statements, and once more without: an error that they are not the reason of is met again. */
async function tryPrepared<T>(attempt: (prepared: boolean) => Promise<T>): Promise<T> {
  try {
    return await attempt(true);
  } catch (error) {
    if (!mayBeStale(error)) throw error;
  }
  return attempt(false);
}

function txOn(link: Pick<Link, "send">): Tx {
  return {
    query: (statement) => link.send(statement),
    first: async <T>(statement: Statement) => (await link.send<T>(statement))[0],
    execute: async (statement) => (await link.send(statement)).count,
  };
}
