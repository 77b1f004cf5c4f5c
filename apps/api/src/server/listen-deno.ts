import { DRAIN_MS, type Fetch, type HttpServer, type ListenOptions } from "./listen.ts";

/** The part of Deno's own API that is used; Node's type checker does not know it. */
type DenoApi = {
  serve(
    options: { hostname: string; port: number; signal: AbortSignal; onListen(): void },
    handler: (request: Request, info: { remoteAddr: { hostname?: string } }) => ReturnType<Fetch>,
  ): { addr: { port: number }; shutdown(): Promise<void>; finished: Promise<void> };
};

export async function listen({ host, port, fetch }: ListenOptions): Promise<HttpServer> {
  const { Deno } = globalThis as unknown as { Deno: DenoApi };
  const abort = new AbortController();
  const server = Deno.serve({ hostname: host, port, signal: abort.signal, onListen: () => {} }, (request, info) =>
    fetch(request, { remoteAddress: info.remoteAddr.hostname }),
  );
  return {
    port: server.addr.port,
    close: async () => {
      const late = setTimeout(() => abort.abort(), DRAIN_MS);
      await server.shutdown();
      clearTimeout(late);
    },
  };
}
