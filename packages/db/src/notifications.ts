import { type Connection, openConnection } from "./connection.ts";
import { within } from "./deadline.ts";
import { quoteIdentifier } from "./identifiers.ts";
import { rawSql } from "./statement.ts";

export type Listener = { close(): Promise<void> };

export type ListenOptions = {
  url: string;
  /** The same server without a pooler between, where `url` may lead through one: messages do not come through it. */
  directUrl?: string | undefined;
  channel: string;
  onMessage: (payload: string) => void;
  /** True once the connection listens; false as soon as it is lost, when messages may be missed. */
  onTrust: (trusted: boolean) => void;
  /** Milliseconds between proofs that the connection lives, and before one without an answer counts as lost. */
  heartbeatMs?: number;
  log?: (line: string, error?: unknown) => void;
};

const HEARTBEAT = rawSql("select 1");

/** Milliseconds before a way that led through a pooler is tried again: only people change that. */
const POOLED_PAUSE_MS = 60_000;

/** LISTENs on a connection of its own, comes back by itself after a loss, and says when it could not hear. */
export function listen(options: ListenOptions): Listener {
  const heartbeatMs = options.heartbeatMs ?? 5_000;
  const channel = rawSql(`listen ${quoteIdentifier(options.channel)}`);
  let closed = false;
  let hearing = false;
  let url = options.url;
  let wake: () => void = () => {};

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, closed ? 0 : ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const hear = async (connection: Connection) => {
    await connection.send(channel);
    if (closed) return;
    hearing = true;
    options.onTrust(true);
    while (!closed) {
      await pause(heartbeatMs);
      if (!closed) await within(heartbeatMs, connection.send(HEARTBEAT), unanswered);
    }
  };

  const hearOnce = async () => {
    const connection = await openConnection({
      url,
      applicationName: "pepro-listen",
      onnotify: (_channel, payload) => options.onMessage(payload),
      // The end of a connection that never was must not cut the pause before the next attempt.
      onclose: () => hearing && wake(),
    });
    try {
      if (!connection.pooled) return await hear(connection);
      const isLast = !options.directUrl || url === options.directUrl;
      url = options.directUrl ?? url;
      if (!isLast) return;
      options.log?.("no messages are heard through a connection pooler: nothing is kept in memory");
      await pause(POOLED_PAUSE_MS);
    } finally {
      hearing = false;
      // Trust goes first: ending a connection that no longer answers takes a second.
      if (!closed) options.onTrust(false);
      const end = connection.end().catch(() => {});
      if (closed) await end;
    }
  };

  const run = async () => {
    for (let attempt = 0; !closed; attempt++) {
      const since = Date.now();
      try {
        await hearOnce();
      } catch (error) {
        if (!closed) options.log?.("listening connection lost", error);
      }
      if (Date.now() - since > 2_000) attempt = 0;
      if (!closed) await pause(Math.min(50 * 2 ** attempt, 2_000));
    }
  };

  const running = run();
  return {
    close: async () => {
      closed = true;
      wake();
      await running;
    },
  };
}

function unanswered(): Error {
  return new Error("no answer to the heartbeat");
}
