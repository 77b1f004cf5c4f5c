import type { Pool } from "./pool.ts";
import type { Row, Rows } from "./run.ts";
import { isConnectionError } from "./sqlstate.ts";
import { rawSql, type Statement } from "./statement.ts";

/** A borrowed connection with a transaction begun on it. */
export type Link = {
  send<T = Row>(statement: Statement): Promise<Rows<T>>;
  release(): void;
};

const BEGIN = rawSql("begin");

/** Borrows a connection and sends `begin` and the opening statements without waiting for their answers. */
export async function openLink(pool: Pool, opening: readonly Statement[], affinity?: string): Promise<Link> {
  const connection = await pool.borrow(affinity);
  let broken = false;
  // A failed opening makes every later statement fail with 25P02; the opening's own error is the one that tells.
  const opened = Promise.all([BEGIN, ...opening].map((statement) => connection.send(statement)));
  opened.catch(() => {});

  return {
    send: async <T>(statement: Statement) => {
      try {
        return await connection.send<T>(statement);
      } catch (error) {
        broken ||= isConnectionError(error);
        await opened;
        throw error;
      }
    },
    release: () => {
      if (broken) void connection.end().catch(() => {});
      pool.giveBack(connection);
    },
  };
}
