import { connect, createServer, type Server, type Socket } from "node:net";

export type Watched = {
  /** Resolves once the client has sent that many messages to answer, each a Query or ended by a Sync, since the watch began. */
  statements(count: number): Promise<void>;
  /** How many it has sent by now. */
  count(): number;
};

export type Held = Watched & {
  /** Lets the answers through, those kept and those to come. */
  release(): void;
};

export type TestProxy = {
  url: string;
  watch(): Watched;
  /** From now on no answer reaches the client. */
  hold(): Held;
  close(): Promise<void>;
};

/** Stands between a client and PostgreSQL, and can keep the server's answers back while it counts what the client sends. */
export async function openProxy(target: string): Promise<TestProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let kept: (() => void)[] | undefined;
  let syncs = 0;
  let waiting: { count: number; resolve: () => void } | undefined;

  const countSync = () => {
    syncs++;
    if (waiting && syncs >= waiting.count) waiting.resolve();
  };
  const server: Server = createServer((client) => {
    const upstream = connect(Number(port || 5432), hostname);
    const read = frontendReader((type) => (type === "S" || type === "Q") && countSync());
    client.on("data", (bytes) => {
      upstream.write(bytes);
      read(bytes);
    });
    upstream.on("data", (bytes) => {
      if (kept) kept.push(() => client.write(bytes));
      else client.write(bytes);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = new URL(target);
  own.host = `127.0.0.1:${(server.address() as { port: number }).port}`;

  const watch = (): Watched => {
    syncs = 0;
    return {
      statements: (count) =>
        new Promise((resolve) => {
          waiting = { count, resolve };
          if (syncs >= count) resolve();
        }),
      count: () => syncs,
    };
  };

  return {
    url: own.href,
    watch,
    hold: () => {
      kept = [];
      return {
        ...watch(),
        release: () => {
          for (const pass of kept ?? []) pass();
          kept = undefined;
        },
      };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Reads a client's messages: the first has a length alone, every later one a type before it. */
function frontendReader(onMessage: (type: string) => void): (bytes: Buffer) => void {
  let pending = Buffer.alloc(0);
  let started = false;
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    for (;;) {
      const at = started ? 1 : 0;
      if (pending.length < at + 4) return;
      const length = at + pending.readUInt32BE(at);
      if (pending.length < length) return;
      if (started) onMessage(String.fromCharCode(pending[0] ?? 0));
      started = true;
      pending = pending.subarray(length);
    }
  };
}
