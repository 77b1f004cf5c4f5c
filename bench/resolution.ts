import type { Core } from "@pepro/core";
import { openConnection, rawSql } from "@pepro/db";
import { insertControlRows } from "./fleet/schools.ts";
import { openBench } from "./platform.ts";
import { measure, type Result } from "./ratio.ts";

const [FEW, MANY] = [10, 10_000];
/** Found in memory a host takes a microsecond: so many together are one sample. */
const BATCH = 200;

type Fleet = { core: Core; hosts: readonly string[]; close(): Promise<void> };

/** The 99th percentile of finding a host's school among 10,000 schools against among 10, in memory and in the database. */
export async function measureResolution(rounds: number, samples: number): Promise<Result[]> {
  const many = await openFleet(MANY);
  const few = await openFleet(FEW);
  try {
    const found = { target: { at: "most", ratio: 1.2 }, unit: "µs" } as const;
    const inMemory = await measure(
      {
        ...{ ...found, name: "p99 of a host found in memory, 10,000 schools ÷ 10" },
        ours: () => remembered(many, samples),
        theirs: () => remembered(few, samples),
      },
      rounds,
    );
    const inDatabase = await measure(
      {
        ...{ ...found, name: "p99 of a host found in the database, 10,000 schools ÷ 10" },
        ours: () => looked(many, samples),
        theirs: () => looked(few, samples),
      },
      rounds,
    );
    return [inMemory, inDatabase];
  } finally {
    await few.close();
    await many.close();
  }
}

/** Control rows with a host each; no school has tables, for none is asked for them. */
async function openFleet(schools: number): Promise<Fleet> {
  const { core, databaseUrl, close } = await openBench({ durable: false });
  const owner = await openConnection({ url: databaseUrl });
  await insertControlRows(owner, core, 1, schools);
  await owner.send(
    rawSql(`insert into tenant_hosts (id, host, tenant_id, kind, verified_at)
      select gen_random_uuid(), subdomain || '.localhost', id, 'main', now() from tenants`),
  );
  await owner.send(rawSql("insert into tenant_settings (tenant_id) select id from tenants"));
  await owner.send(rawSql("analyze tenant_hosts"));
  await owner.send(rawSql("analyze tenant_settings"));
  const rows = await owner.send<{ host: string }>(rawSql("select host from tenant_hosts order by md5(host)"));
  await owner.end();
  core.resolver.directory.trust(true);
  return { core, hosts: rows.map(({ host }) => host), close };
}

/** Microseconds of a host: the 99th percentile of batches. */
async function remembered({ core: { resolver }, hosts }: Fleet, samples: number): Promise<number> {
  for (const host of hosts) await resolver.resolve(host);
  const times: number[] = [];
  for (let sample = 0, at = 0; sample < samples; sample++) {
    const began = performance.now();
    for (let index = 0; index < BATCH; index++) await resolver.resolve(hosts[at++ % hosts.length]);
    times.push(((performance.now() - began) * 1_000) / BATCH);
  }
  return percentile99(times);
}

/** Microseconds, each host forgotten before it is asked for. */
async function looked({ core: { resolver }, hosts }: Fleet, samples: number): Promise<number> {
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const host = hosts[sample % hosts.length] ?? "";
    resolver.directory.invalidate([host]);
    const began = performance.now();
    await resolver.resolve(host);
    times.push((performance.now() - began) * 1_000);
  }
  return percentile99(times);
}

function percentile99(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
}
