import type { Connection } from "./connection.ts";
import { encodeParameter } from "./parameters.ts";
import type { Pool } from "./pool.ts";
import { refuseUnlessRows } from "./rows-only.ts";
import type { Row, Rows } from "./run.ts";
import { isConnectionError, isDatabaseError } from "./sqlstate.ts";
import type { Statement } from "./statement.ts";

/** A borrowed connection with a transaction begun on it. */
export type Link = {
  /** Settles with the opening. */
  readonly opened: Promise<unknown>;
  send<T = Row>(statement: Statement): Promise<Rows<T>>;
  /**
   * Sends statements of our own as one message, of whose answers nothing is wanted and whose effects end with the
   * transaction. @throws the server's error, of which `statementsBefore` tells; Error where only rows may be touched
   */
  batch(text: string): Promise<void>;
  /**
   * Nothing can be sent afterwards.
   * @param last sent together with the commit.
   * @throws the server's error, or Error when a statement had failed
   */
  commit(last?: Statement): Promise<void>;
  /**
   * Ends a transaction that can only have read: its commit is sent and not waited for. Nothing can be sent afterwards.
   * @throws what the opening threw; Error when a statement had failed
   */
  leave(): Promise<void>;
  /** Nothing can be sent afterwards. Never throws: a connection on which it fails is closed, which rolls back. */
  rollback(): Promise<void>;
  /** Gives the connection back; one that may hold anything of this transaction is closed instead. */
  release(): void;
};

const COMMIT = "commit";
const ROLLBACK = "rollback";

/** Statements whose effect may outlast the transaction: after one of them a connection serves nobody else. */
const LASTING =
  /^(SET|RESET|DISCARD|LISTEN|PREPARE|DEALLOCATE|SAVEPOINT|DECLARE|LOAD|BEGIN|START|COMMIT|ROLLBACK|DO|CALL)\b/;

export type LinkOptions = {
  /** Prefers a connection that served the same school before. */
  affinity?: string | undefined;
  /** `read only`: PostgreSQL refuses every change. */
  mode?: "read only";
  /** Of the tables: what was prepared for another one is not used. */
  edition?: number | undefined;
  /** Sends prepared statements, for who can begin again when one proves stale. */
  prepared?: boolean;
  /** The connection serves nobody afterwards: what it kept in its caches goes with it. */
  once?: boolean | undefined;
  /** Sends nothing but statements about rows; another one ends the transaction. */
  rowsOnly?: boolean | undefined;
};

/** Milliseconds for which reads of one school that follow each other share a transaction: `now()` stands still in it. */
const SHARED_MS = 25;

/** The transaction a read has left on its connection, its commit not sent yet. */
const left = new WeakMap<Connection, { opening: string; begun: number }>();

/** Borrows a connection and sends `begin` and the opening statements without waiting for their answers. */
export async function openLink(
  pool: Pool,
  opening: readonly Statement[],
  { affinity, edition, mode, once = false, prepared = false, rowsOnly = false }: LinkOptions,
): Promise<Link> {
  const connection = await pool.borrow(affinity);
  const { script, bound } = messagesOf(mode ? `begin ${mode}` : "begin", opening);
  let unsettled = 0;
  let refused = false;
  let failed = false;
  let lasting = false;
  let ending = false;
  let ended = false;
  const before = left.get(connection);
  left.delete(connection);
  const isShared = before?.opening === script && bound.length === 0 && Math.abs(Date.now() - before.begun) < SHARED_MS;
  const begun = isShared ? before.begun : Date.now();
  // A failed opening makes every later statement fail with 25P02; the opening's own error is the one that tells. Where it
  // failed before anything began, they run outside a transaction: no answer is passed on before the opening has its own.
  const opened =
    isShared && connection.takeBack()
      ? Promise.resolve()
      : Promise.all([connection.script(script), ...bound.map((statement) => connection.send(statement))]);
  opened.catch(() => {});

  const told = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      await opened;
      throw error;
    }
  };
  const end = async (text: string): Promise<string> => {
    ending = true;
    try {
      const { command } = await told(connection.script(text));
      await opened;
      ended = true;
      return command;
    } catch (error) {
      // A COMMIT that the server refuses has rolled back.
      ended = isDatabaseError(error) && !isConnectionError(error);
      throw error;
    }
  };

  const send = async <T>(statement: Statement): Promise<Rows<T>> => {
    if (ending) throw new Error("the transaction has ended");
    unsettled++;
    try {
      if (rowsOnly) refuseUnlessRows(statement);
      const rows = await told(
        prepared ? connection.sendPrepared<T>(statement, edition) : connection.send<T>(statement),
      );
      lasting ||= LASTING.test(rows.command);
      await opened;
      return rows;
    } catch (error) {
      refused = true;
      // The server knows of its own refusals; one that never reached it must be remembered here.
      failed ||= !isDatabaseError(error);
      throw error;
    } finally {
      unsettled--;
    }
  };
  const batch = async (text: string): Promise<void> => {
    if (ending || rowsOnly) throw new Error("the transaction has ended, or is for single statements about rows");
    unsettled++;
    try {
      await told(connection.batch(text));
      await opened;
    } catch (error) {
      refused = true;
      failed ||= !isDatabaseError(error);
      throw error;
    } finally {
      unsettled--;
    }
  };
  const commit = async (last?: Statement) => {
    if (failed) throw rolledBack();
    if (last) refuseUnsendable(last);
    const answer = last && send(last);
    // Its refusal is told below, once the transaction has ended with it.
    answer?.catch(() => {});
    const command = await end(COMMIT);
    await answer;
    if (command !== "COMMIT") throw rolledBack();
  };

  return {
    opened,
    send,
    batch,
    commit,
    leave: async () => {
      await opened;
      // What a statement that nobody waited for leaves behind is known by its answer alone.
      if (refused || unsettled > 0) return commit();
      ending = true;
      ended = true;
      if (bound.length === 0) left.set(connection, { opening: script, begun });
      connection.scriptLater(COMMIT);
    },
    rollback: async () => {
      if (!ended) await end(ROLLBACK).catch(() => {});
    },
    release: () => pool.giveBack(connection, ended && !lasting && !once),
  };
}

/** What would keep a statement from leaving has to be known before the commit behind it leaves. */
function refuseUnsendable(statement: Statement): void {
  refuseUnlessRows(statement);
  for (const value of statement.values) encodeParameter(value);
}

function rolledBack(): Error {
  return new Error("the transaction was rolled back: a statement in it had failed");
}

/** `begin` and what follows it without a parameter are text of our own and go as one message; the rest one by one. */
function messagesOf(begin: string, opening: readonly Statement[]): { script: string; bound: readonly Statement[] } {
  const firstBound = opening.findIndex(({ values }) => values.length > 0);
  const plain = firstBound < 0 ? opening : opening.slice(0, firstBound);
  const script = [begin, ...plain.map(({ text }) => text)].join("; ");
  return { script, bound: opening.slice(plain.length) };
}
