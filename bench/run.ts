// `npm run bench`: each ratio in one run beside its limit. `--fleet 1000`: a fleet of so many schools alone.
// BENCH_DATABASE_URL uses a server of yours.
import { createTenant, execute } from "@pepro/core";
import { measureAudit } from "./audit.ts";
import { measureFleet } from "./fleet.ts";
import { measureHttp } from "./http.ts";
import { measureMemory } from "./memory.ts";
import { openBench } from "./platform.ts";
import { measureOpening, measureProvisioning } from "./provisioning.ts";
import type { Result } from "./ratio.ts";
import { measureResolution } from "./resolution.ts";
import { measureRole } from "./role.ts";

const quick = process.argv.includes("--quick");
const rounds = quick ? 3 : 7;
const seconds = quick ? 2 : 5;
const fleetOnly = process.argv.indexOf("--fleet");

if (fleetOnly > 0) report(await measureFleet(Number(process.argv[fleetOnly + 1] ?? 1_000), rounds));
else {
  const all = await measureAll();
  const fleet = await measureFleet(1_000, rounds);
  const resolution = await measureResolution(rounds, quick ? 1_000 : 4_000);
  const memory = await measureMemory(quick ? 200 : 1_000);
  report([...all, ...fleet, ...resolution, ...memory]);
}

async function measureAll(): Promise<Result[]> {
  const { core, databaseUrl, dataDir, secret, close } = await openBench({ durable: false });
  try {
    const operator = {
      actor: { kind: "operator", label: "bench" },
      tenant: undefined,
      meta: { requestId: "bench", ipAddress: null, userAgent: null },
    } as const;
    const { tenant } = await execute(core, createTenant, operator, {
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
    const provisioning = await measureProvisioning(core, databaseUrl, quick ? 3 : 7);
    const audit = await measureAudit(core, tenant, rounds, quick ? 300 : 1_000);
    const role = await measureRole(core, tenant, rounds, quick ? 300 : 1_000);
    const http = await measureHttp({ databaseUrl, dataDir, secret, school: tenant, rounds, seconds });
    // Last of these: the schools it leaves are more than the others reckon with.
    const opening = await measureOpening(core, databaseUrl, quick ? 40 : 200, quick ? 1 : 3);
    return [...http, ...provisioning, opening, role, ...audit];
  } finally {
    await close();
  }
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
