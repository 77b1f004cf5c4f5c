import type { TenantView } from "@pepro/contracts";
import { startServer } from "./child.ts";
import { requestsPerSecond } from "./load.ts";
import { measure, type Result } from "./ratio.ts";

type Options = {
  databaseUrl: string;
  dataDir: string;
  secret: string;
  school: TenantView;
  rounds: number;
  seconds: number;
};

/** Requests a second of the product against bare Hono, for the same answers. */
export async function measureHttp(options: Options): Promise<Result[]> {
  const { school, rounds, seconds } = options;
  const product = await startServer("./server-product.ts", {
    BENCH_DATABASE: options.databaseUrl,
    BENCH_DATA: options.dataDir,
    BENCH_SECRET: options.secret,
  });
  const path = "/api/v1/current-tenant/theme/";
  const theme = await fetchAt(product.port, school.domainUrl, path);
  const bare = await startServer("./server-bare.ts", {
    BENCH_DATABASE: options.databaseUrl,
    BENCH_SCHEMA: school.schemaName,
    BENCH_THEME: theme,
  });
  const host = school.domainUrl;
  try {
    const cached = await measure(
      {
        name: "cached theme request ÷ bare Hono answering the same JSON",
        target: { at: "least", ratio: 0.8 },
        unit: "requests/s",
        ours: () => requestsPerSecond(product.port, host, path, seconds),
        theirs: () => requestsPerSecond(bare.port, host, "/theme", seconds),
      },
      rounds,
    );
    const query = await measure(
      {
        name: "tenant query over HTTP ÷ the same query in bare Hono with postgres.js",
        target: { at: "least", ratio: 0.6 },
        unit: "requests/s",
        ours: () => requestsPerSecond(product.port, host, "/bench/user", seconds),
        theirs: () => requestsPerSecond(bare.port, host, "/user", seconds),
      },
      rounds,
    );
    return [cached, query];
  } finally {
    await Promise.all([product.stop(), bare.stop()]);
  }
}

async function fetchAt(port: number, host: string, path: string): Promise<string> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path, headers: { host } }, (incoming) => {
      let body = "";
      incoming.on("data", (chunk) => {
        body += chunk;
      });
      incoming.on("end", () => resolve(body));
    })
      .on("error", reject)
      .end();
  });
}
