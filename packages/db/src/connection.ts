import postgres from "postgres";
import { COLUMN_TYPES } from "./column-types.ts";
import { within } from "./deadline.ts";
import { isStale, type Prepared } from "./prepared.ts";
import { type Row, type Rows, send, sendBatch, sendScript } from "./run.ts";
import type { Statement } from "./statement.ts";

/** One physical connection. Statements sent without awaiting travel together and run in order. */
export type Connection = {
  readonly openedAt: number;
  /** Something between us and the server lends its sessions out, a transaction each: nothing of a session is kept. */
  readonly pooled: boolean;
  /** True once it is lost or being ended: nothing can be sent any more. */
  readonly closed: boolean;
  /** @throws the server's error, or CONNECTION_CLOSED when the connection is or goes away; it never reconnects by itself. */
  send<T = Row>(statement: Statement): Promise<Rows<T>>;
  /** As `send`, by a prepared statement where the pool keeps one of this edition. @throws besides, what `isStale` tells */
  sendPrepared<T = Row>(statement: Statement, edition?: number): Promise<Rows<T>>;
  /** Sends text of our own, several statements perhaps, as one message; nothing anybody wrote may be in it. @throws as `send` */
  script(text: string): Promise<Rows<Row>>;
  /** As `script`, of whose answers nothing is wanted. @throws as `send`; `statementsBefore` tells at which statement */
  batch(text: string): Promise<void>;
  /** As `script`, in one message with the next one, or alone within 5 ms, or at once where it is pooled. Closes the connection where it fails. */
  scriptLater(text: string): void;
  /** Takes that back. @returns whether there was something that has not been sent yet */
  takeBack(): boolean;
  /** Closes it, once the statement under way has ended or after a second. */
  end(): Promise<void>;
};

export type ConnectOptions = {
  url: string;
  applicationName?: string;
  /** Shared by the connections of a pool. Default: nothing is prepared. */
  prepared?: Prepared;
  onnotify?: (channel: string, payload: string) => void;
  onclose?: () => void;
};

const CONNECT_MS = 5_000;

/** Milliseconds for which a script is put off at the most. */
const LATER_MS = 5;

/**
 * Opens one connection and keeps it reserved for its whole life.
 *
 * postgres.js 3.4.9 must be held like this: `reserve()` never answers when it has to open the connection itself while
 * `fetch_types` is off (with it on, every connect reads a row per table of every school), a write to a reserved
 * connection that closed kills the process (porsager/postgres issue 1208), and what waits in its queue then never ends.
 * @throws the server's error; CONNECT_TIMEOUT when nothing answered within 5 seconds
 */
export async function openConnection(options: ConnectOptions): Promise<Connection> {
  let closed = false;
  let pooled: boolean;
  // Not a race with one promise for the loss: it would hold on to every answer for as long as the connection lives.
  const unanswered = new Set<(error: Error) => void>();

  const driver = postgres(options.url, {
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    connect_timeout: CONNECT_MS / 1_000,
    prepare: options.prepared !== undefined,
    fetch_types: false,
    onnotice: () => {},
    ...(options.onnotify && { onnotify: options.onnotify }),
    onclose: () => {
      closed = true;
      for (const reject of unanswered) reject(connectionClosed());
      options.onclose?.();
    },
    // Dates are read as ISO text in UTC, whatever the server, the database or the role are set to.
    connection: { application_name: options.applicationName ?? "pepro", TimeZone: "UTC", DateStyle: "ISO" },
    types: COLUMN_TYPES,
  } as unknown as postgres.Options<Record<string, never>>);

  try {
    // Where something accepts and hangs up at once, the driver would try again for ever.
    const probe = driver.unsafe("select pg_backend_pid() as pid", [], { prepare: false });
    const answer = await within(CONNECT_MS, probe, connectTimeout);
    // A pooler gives out keys of its own: a session that calls itself something else is not ours alone.
    pooled = answer[0]?.pid !== answer.state.pid;
  } catch (error) {
    void driver.end({ timeout: 0 }).catch(() => {});
    throw error;
  }
  const reserved = await driver.reserve();
  const answered = <T>(ask: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      if (closed) throw connectionClosed();
      unanswered.add(reject);
      ask().then(
        (answer) => {
          unanswered.delete(reject);
          resolve(answer);
        },
        (error) => {
          unanswered.delete(reject);
          reject(error);
        },
      );
    });

  const prepared = pooled ? undefined : options.prepared;
  const sendPrepared = async <T>(statement: Statement, edition: number | undefined): Promise<Rows<T>> => {
    const { values } = statement;
    const text = edition === undefined ? statement.text : `${statement.text} /* ${edition} */`;
    const prepare = prepared?.takes(text) ?? false;
    try {
      return await send<T>(reserved, { text, values }, prepare);
    } catch (error) {
      if (prepare && isStale(error)) prepared?.giveUp(text);
      throw error;
    }
  };

  let later = "";
  const script = (text: string) => answered(() => sendScript(reserved, text));
  const sendLater = () => {
    const text = later;
    later = "";
    if (text) script(text).catch(end);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  // One timer, whatever is put off meanwhile: setting one costs as much as what it saves.
  const sendInTime = () => {
    timer = undefined;
    sendLater();
  };
  const end = async () => {
    const timeout = closed ? 0 : 1;
    if (!closed) reserved.release();
    closed = true;
    await driver.end({ timeout });
  };

  return {
    openedAt: Date.now(),
    pooled,
    get closed() {
      return closed;
    },
    send: <T>(statement: Statement) => {
      sendLater();
      return answered(() => send<T>(reserved, statement));
    },
    sendPrepared: <T>(statement: Statement, edition?: number) => {
      sendLater();
      return answered(() => sendPrepared<T>(statement, edition));
    },
    script: (text) => {
      const whole = later ? `${later}; ${text}` : text;
      later = "";
      return script(whole);
    },
    batch: (text) => {
      sendLater();
      return answered(() => sendBatch(reserved, text));
    },
    scriptLater: (text) => {
      later = text;
      // Behind a pooler others wait for the session that an open transaction holds.
      if (pooled) return sendLater();
      timer ??= setTimeout(sendInTime, LATER_MS);
      (timer as { unref?: () => void }).unref?.();
    },
    takeBack: () => {
      const pending = later !== "" && !closed;
      later = "";
      return pending;
    },
    end,
  };
}

function connectionClosed(): Error {
  return Object.assign(new Error("the connection to the database closed"), { code: "CONNECTION_CLOSED" });
}

function connectTimeout(): Error {
  return Object.assign(new Error("the database did not answer in time"), { code: "CONNECT_TIMEOUT" });
}
