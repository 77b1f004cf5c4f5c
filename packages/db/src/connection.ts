import postgres from "postgres";
import { type Row, type Rows, send } from "./run.ts";
import type { Statement } from "./statement.ts";

/** One physical connection. Statements sent without awaiting travel together and run in order. */
export type Connection = {
  readonly openedAt: number;
  readonly closed: boolean;
  /** @throws the server's error, or CONNECTION_CLOSED when the connection is or goes away; it never reconnects by itself. */
  send<T = Row>(statement: Statement): Promise<Rows<T>>;
  end(): Promise<void>;
};

export type ConnectOptions = {
  url: string;
  applicationName?: string;
  onnotify?: (channel: string, payload: string) => void;
  onclose?: () => void;
};

const int8 = { to: 20, from: [20], serialize: String, parse: Number };

/**
 * Opens one connection and keeps it reserved for its whole life.
 *
 * postgres.js 3.4.9 must be held like this: `reserve()` never answers when it has to open the connection itself while
 * `fetch_types` is off (with it on, every connect reads a row per table of every school), a write to a reserved
 * connection that closed kills the process (porsager/postgres issue 1208), and what waits in its queue then never ends.
 */
export async function openConnection(options: ConnectOptions): Promise<Connection> {
  let closed = false;
  let reportLoss: (error: Error) => void = () => {};
  const loss = new Promise<never>((_, reject) => {
    reportLoss = reject;
  });
  loss.catch(() => {});

  const driver = postgres(options.url, {
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    connect_timeout: 5,
    prepare: false,
    fetch_types: false,
    onnotice: () => {},
    ...(options.onnotify && { onnotify: options.onnotify }),
    onclose: () => {
      closed = true;
      reportLoss(connectionClosed());
      options.onclose?.();
    },
    connection: { application_name: options.applicationName ?? "pepro" },
    // Counts fit a double; ids are UUIDs.
    types: { int8 },
  } as unknown as postgres.Options<Record<string, never>>);

  try {
    await driver.unsafe("select 1");
  } catch (error) {
    void driver.end({ timeout: 0 }).catch(() => {});
    throw error;
  }
  const reserved = await driver.reserve();

  return {
    openedAt: Date.now(),
    get closed() {
      return closed;
    },
    send: async <T>(statement: Statement) => {
      if (closed) throw connectionClosed();
      return Promise.race([send<T>(reserved, statement), loss]);
    },
    end: async () => {
      if (!closed) reserved.release();
      await driver.end({ timeout: 1 });
    },
  };
}

function connectionClosed(): Error {
  return Object.assign(new Error("the connection to the database closed"), { code: "CONNECTION_CLOSED" });
}
