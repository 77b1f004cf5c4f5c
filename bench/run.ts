// `npm run bench`: each ratio in one run beside its limit. BENCH_DATABASE_URL uses a server of yours.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTenant, execute } from "@pepro/core";
import { acquireEmbedded } from "@pepro/db/embedded";
import { openCore, SILENT_LOG } from "@pepro/runtime";
import { migrations } from "../migrations/bundle.gen.ts";
import { measureAudit } from "./audit.ts";
import { measureFleet } from "./fleet.ts";
import { measureHttp } from "./http.ts";
import { measureProvisioning } from "./provisioning.ts";
import type { Result } from "./ratio.ts";
import { measureRole } from "./role.ts";

const quick = process.argv.includes("--quick");
const rounds = quick ? 3 : 7;
const seconds = quick ? 2 : 5;
const secret = "the secret of a benchmark, 32 bytes or more";
const dataDir = mkdtempSync(join(tmpdir(), "pepro-bench-"));
const given = process.env.BENCH_DATABASE_URL;
const server = given ? undefined : await acquireEmbedded({ dataDir, durable: false });
const databaseUrl = given ?? server?.url ?? "";

const opened = await openCore({
  configuration: { baseDomain: "localhost", mainHosts: ["localhost"], dataDir, runtimeDatabaseUrl: undefined },
  ownerUrl: databaseUrl,
  secret,
  migrations,
  log: SILENT_LOG,
  applicationName: "pepro-bench",
  listening: false,
  // As many as write at once in one of the pairs.
  maxConnections: 16,
});
try {
  const operator = {
    actor: { kind: "operator", label: "bench" },
    tenant: undefined,
    meta: { requestId: "bench", ipAddress: null, userAgent: null },
  } as const;
  const { tenant } = await execute(opened.core, createTenant, operator, {
    schoolName: "Lycée de mesure",
    schoolType: "lycee",
    address: "1 rue du Mètre",
    postalCode: "75001",
    city: "Paris",
    phone: "0123456789",
    email: "contact@mesure.fr",
    subdomain: `mesure-${Date.now().toString(36)}`,
    provisionNow: true,
  });
  const provisioning = await measureProvisioning(opened.core, databaseUrl, quick ? 5 : 15);
  const audit = await measureAudit(opened.core, tenant, rounds, quick ? 300 : 1_000);
  const role = await measureRole(opened.core, tenant, rounds, quick ? 300 : 1_000);
  const http = await measureHttp({ databaseUrl, dataDir, secret, school: tenant, rounds, seconds });
  // Last: it leaves schools that are newer than the program.
  const fleet = await measureFleet(opened.core, databaseUrl, quick ? 200 : 1_000, quick ? 1 : 3);
  report([...http, provisioning, ...fleet, role, ...audit]);
} finally {
  await opened.close();
  await server?.release();
  rmSync(dataDir, { recursive: true, force: true });
}

function report(results: readonly Result[]): void {
  for (const { name, ours, theirs, ratio, unit, target } of results) {
    const held = !target || (target.at === "least" ? ratio >= target.ratio : ratio <= target.ratio);
    const bound = target ? ` (${target.at === "least" ? "≥" : "≤"} ${target.ratio})` : "";
    console.log(`${held ? (target ? "ok  " : "    ") : "MISS"} ${ratio.toFixed(2)}${bound}  ${name}`);
    console.log(`       ours ${figure(ours)} ${unit}, beside it ${figure(theirs)} ${unit} (medians)`);
    if (!held) process.exitCode = 1;
  }
}

function figure(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
