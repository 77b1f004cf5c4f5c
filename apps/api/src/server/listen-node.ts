import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Connection } from "../deps.ts";
import { DRAIN_MS, type HttpServer, type Instant, type ListenOptions } from "./listen.ts";
import { answerMalformed, refuseAmbiguous, refuseMalformed } from "./refuse-malformed.ts";

/** Milliseconds between two looks for connections that a stopping server no longer needs. */
const IDLE_LOOK_MS = 50;

/** What an instant answer asks of a request besides its connection, which has all of it here. */
const PLAIN = { url: "http://unnamed/", headers: new Headers() };

/** A missing Host header is refused as any other that cannot be read, not by Node. */
const OPTIONS = { maxHeaderSize: 32 * 1024, requestTimeout: 60_000, requireHostHeader: false };

export async function listen({ host, port, fetch, instant, log }: ListenOptions): Promise<HttpServer> {
  const answer = getRequestListener((request, env) => fetch(request, connectionOf((env as HttpBindings).incoming)), {
    errorHandler: answerMalformed(log),
  });
  const isRefused = refuseAmbiguous(log);
  const server = createServer(OPTIONS, (incoming, outgoing) => {
    if (isRefused(incoming, outgoing)) return;
    const kept = instant && atOnce(instant, incoming);
    if (!kept) return void answer(incoming, outgoing);
    outgoing.writeHead(200, kept.headers).end(kept.body);
  });
  refuseMalformed(server, { maxHeaderSize: OPTIONS.maxHeaderSize, log });
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

/** What fails here fails again on the way that has an answer for failures. */
function atOnce(instant: Instant, incoming: IncomingMessage): ReturnType<Instant> {
  try {
    return instant(incoming.method ?? "", incoming.url ?? "", PLAIN, connectionOf(incoming));
  } catch {
    return undefined;
  }
}

function connectionOf(incoming: IncomingMessage): Connection {
  return {
    remoteAddress: incoming.socket.remoteAddress,
    header: (name) => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
  };
}
