import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Connection } from "../deps.ts";
import { DRAIN_MS, type HttpServer, type ListenOptions } from "./listen.ts";

/** Milliseconds between two looks for connections that a stopping server no longer needs. */
const IDLE_LOOK_MS = 50;

export async function listen({ host, port, fetch }: ListenOptions): Promise<HttpServer> {
  const answer = getRequestListener((request, env) => fetch(request, connectionOf(env)));
  const server = createServer({ maxHeaderSize: 32 * 1024, requestTimeout: 60_000 }, answer);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
        // A kept-alive connection whose request ends only now would stay until it times out.
        const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
        server.close(() => {
          clearTimeout(late);
          clearInterval(idle);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function connectionOf(env: object): Connection {
  const { incoming } = env as { incoming: IncomingMessage };
  return {
    remoteAddress: incoming.socket.remoteAddress,
    header: (name) => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
  };
}
