import type { Log } from "@pepro/core";
import type { Connection } from "../deps.ts";

export type Fetch = (request: Request, connection: Connection) => Response | Promise<Response>;

export type HttpServer = {
  port: number;
  /** Takes no new connection, lets requests under way end, then closes. */
  close(): Promise<void>;
};

/** An answer that is there at once, its headers names and values in turn; undefined: ask `fetch`. */
export type Instant = (
  method: string,
  path: string,
  request: Pick<Request, "url" | "headers">,
  connection: Connection,
) => { headers: string[]; body: string } | undefined;

export type ListenOptions = { host: string; port: number; fetch: Fetch; instant?: Instant; log?: Log };

/** What the runtime offers to listen with. Milliseconds given to requests under way when the server stops. */
export const DRAIN_MS = 5_000;

/** Listens with the HTTP server of the runtime this is. @throws with code EADDRINUSE, EACCES, EADDRNOTAVAIL */
export async function listenHttp(options: ListenOptions): Promise<HttpServer> {
  const { listen } = "Deno" in globalThis ? await import("./listen-deno.ts") : await import("./listen-node.ts");
  return listen(options);
}
