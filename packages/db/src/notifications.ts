import { type Connection, openConnection } from "./connection.ts";
import { quoteIdentifier } from "./identifiers.ts";
import { rawSql } from "./statement.ts";

export type Listener = { close(): Promise<void> };

export type ListenOptions = {
  url: string;
  channel: string;
  onMessage: (payload: string) => void;
  /** True once the connection listens; false as soon as it is lost, when messages may be missed. */
  onTrust: (trusted: boolean) => void;
  /** Milliseconds between proofs that the connection lives, and before one without an answer counts as lost. */
  heartbeatMs?: number;
  log?: (line: string, error?: unknown) => void;
};

/** LISTENs on a connection of its own, comes back by itself after a loss, and says when it could not hear. */
export function listen(options: ListenOptions): Listener {
  const heartbeatMs = options.heartbeatMs ?? 5_000;
  const channel = rawSql(`listen ${quoteIdentifier(options.channel)}`);
  let closed = false;
  let connection: Connection | undefined;
  let wake: () => void = () => {};

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const hear = async () => {
    connection = await openConnection({
      url: options.url,
      applicationName: "pepro-listen",
      onnotify: (_channel, payload) => options.onMessage(payload),
      onclose: () => wake(),
    });
    await connection.send(channel);
    options.onTrust(true);
    while (!closed && !connection.closed) {
      await pause(heartbeatMs);
      if (!closed && !connection.closed) await answered(connection, heartbeatMs);
    }
  };

  const run = async () => {
    for (let attempt = 0; !closed; attempt++) {
      const since = Date.now();
      try {
        await hear();
      } catch (error) {
        options.log?.("listening connection lost", error);
      }
      if (closed) return;
      options.onTrust(false);
      void connection?.end().catch(() => {});
      connection = undefined;
      if (Date.now() - since > 2_000) attempt = 0;
      await pause(Math.min(50 * 2 ** attempt, 2_000));
    }
  };

  const running = run();
  return {
    close: async () => {
      closed = true;
      wake();
      await connection?.end();
      await running;
    },
  };
}

async function answered(connection: Connection, withinMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer to the heartbeat")), withinMs);
  });
  try {
    await Promise.race([connection.send(rawSql("select 1")), late]);
  } finally {
    clearTimeout(timer);
  }
}
