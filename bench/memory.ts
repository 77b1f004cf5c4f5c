import { readFileSync } from "node:fs";
import { createTenant, execute } from "@pepro/core";
import { openConnection, rawSql } from "@pepro/db";
import autocannon from "autocannon";
import { startServer } from "./child.ts";
import { openBench } from "./platform.ts";
import type { Result } from "./ratio.ts";

const FEW = 10;
/** Requests that each server answers, whichever the schools. */
const REQUESTS = 20_000;

const OPERATOR = {
  actor: { kind: "operator", label: "bench" },
  tenant: undefined,
  meta: { requestId: "bench", ipAddress: null, userAgent: null },
} as const;

/**
 * What the server holds after serving so many different schools against what another holds after serving ten, both having
 * answered as many requests: their theme, and a query in their own tables. Schools are real, of the first migration's
 * tables alone.
 */
export async function measureMemory(schools: number): Promise<Result[]> {
  const { core, databaseUrl, dataDir, secret, close } = await openBench({ durable: false });
  try {
    const small = {
      ...core,
      migrations: { ...core.migrations, tenant: core.migrations.tenant.slice(0, 1), servedFrom: 1 },
    };
    const hosts: string[] = [];
    const open = async (): Promise<void> => {
      while (hosts.length < schools) {
        const number = hosts.push("");
        const { tenant } = await execute(small, createTenant, OPERATOR, schoolOf(number));
        hosts[number - 1] = tenant.domainUrl;
      }
    };
    await Promise.all([open(), open(), open()]);
    const settings = { BENCH_DATABASE: databaseUrl, BENCH_DATA: dataDir, BENCH_SECRET: secret, BENCH_FILES: "1" };
    const few = await afterServing(settings, hosts.slice(0, FEW));
    const many = await afterServing(settings, hosts);
    const about = `after serving ${schools} schools ÷ after ${FEW}`;
    const result = (name: string, ours: number, theirs: number, target: Result["target"]): Result => ({
      ...{ name: `${name} ${about}`, ours, theirs, ratio: ours / theirs, unit: "MB", target },
    });
    return [
      result("the server's memory", many.server, few.server, { at: "most", ratio: 1.5 }),
      result("its database connections' own memory", many.backends, few.backends, undefined),
    ];
  } finally {
    await close();
  }
}

function schoolOf(number: number) {
  return {
    ...{ schoolName: `Lycée ${number}`, schoolType: "lycee", address: "1 rue du Mètre", postalCode: "75001" },
    ...{ city: "Paris", phone: "0123456789", email: "contact@mesure.fr", provisionNow: true },
    subdomain: `memoire-${number}-${Date.now().toString(36)}`,
  } as const;
}

/** Megabytes: of the process, and of the server processes of its connections together. */
async function afterServing(settings: Record<string, string>, hosts: readonly string[]) {
  const server = await startServer("./server-product.ts", settings);
  try {
    for (const path of ["/bench/user", "/api/v1/current-tenant/theme/"]) {
      const result = await autocannon({
        url: `http://127.0.0.1:${server.port}`,
        connections: 8,
        amount: REQUESTS,
        requests: hosts.map((host) => ({ method: "GET", path, headers: { host } })),
      });
      if (result.non2xx + result.errors > 0)
        throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed`);
    }
    const owner = await openConnection({ url: settings.BENCH_DATABASE ?? "" });
    const rows = await owner.send<{ pid: number }>(
      rawSql(
        "select pid from pg_stat_activity where application_name = 'pepro-bench' and backend_type = 'client backend'",
      ),
    );
    await owner.end();
    const own = rows.map(({ pid }) => megabytes(pid, "RssAnon"));
    return { server: megabytes(server.pid, "VmRSS"), backends: own.reduce((sum, each) => sum + each, 0) };
  } finally {
    await server.stop();
  }
}

/** @param field of `/proc/<pid>/status`; `NaN` where there is none, on another system or a server elsewhere. */
function megabytes(pid: number, field: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
