import { type Connection, type Pool, type Row, type Rows, rawSql, type Statement } from "@pepro/db";

export type Interception = {
  /** Sees each statement before it is sent. */
  before?(statement: Statement): void;
  /** Sees each answer before its receiver does, and may change it. */
  answered?(statement: Statement, rows: Rows<Row>): void;
};

/** The same pool, with somebody listening on its connections. */
export function interceptPool(pool: Pool, { before, answered }: Interception): Pool {
  const originals = new WeakMap<Connection, Connection>();
  const listenedTo = (connection: Connection): Connection => {
    const sending =
      (send: Connection["sendPrepared"]): Connection["sendPrepared"] =>
      async <T>(statement: Statement, edition?: number) => {
        before?.(statement);
        const rows = await send(statement, edition);
        answered?.(statement, rows);
        return rows as Rows<T>;
      };
    const made: Connection = {
      openedAt: connection.openedAt,
      pooled: connection.pooled,
      get closed() {
        return connection.closed;
      },
      send: sending(connection.send),
      sendPrepared: sending(connection.sendPrepared),
      takeBack: () => connection.takeBack(),
      scriptLater: (text) => connection.scriptLater(text),
      script: async (text) => {
        before?.(rawSql(text));
        const rows = await connection.script(text);
        answered?.(rawSql(text), rows);
        return rows;
      },
      batch: async (text) => {
        before?.(rawSql(text));
        await connection.batch(text);
        answered?.(rawSql(text), Object.assign([], { count: 0, command: "" }));
      },
      end: () => connection.end(),
    };
    originals.set(made, connection);
    return made;
  };
  return {
    borrow: async (affinity) => listenedTo(await pool.borrow(affinity)),
    giveBack: (connection, reusable) => pool.giveBack(originals.get(connection) ?? connection, reusable),
    end: () => pool.end(),
  };
}
