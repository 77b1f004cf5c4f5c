import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on a socket, for what can be seen on a real connection alone. */
export type TestServer = { url: string; port: number; close(): Promise<void> };

/** @param port to listen on again after a restart; any free one when left out. */
export async function listen(answer: RequestListener, port = 0): Promise<TestServer> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
