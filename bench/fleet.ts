import { type Call, type Core, execute, latestVersion, type Migration, migrateTenants } from "@pepro/core";
import { openConnection } from "@pepro/db";
import { timePsql } from "./fleet/psql.ts";
import { insertControlRows, insertSchools } from "./fleet/schools.ts";
import { openBench } from "./platform.ts";
import { measure, type Result } from "./ratio.ts";

const CONCURRENCY = 4;
/** Schools in the run that finds nothing to do; their control rows alone. */
const MANY = 10_000;

const OPERATOR: Call = {
  actor: { kind: "operator", label: "bench" },
  tenant: undefined,
  meta: { requestId: "bench", ipAddress: null, userAgent: null },
};

/** What a release does to each school here. */
function statementsOf(column: string): string[] {
  return [`alter table users add column ${column} text`, `create index users_${column}_idx on users (${column})`];
}

/**
 * A column and an index in so many schools against psql doing the same, as many sessions at once; and runs that find
 * nothing to do, against the 100 ms they may take. On a server that syncs its commits to disk, as one in production does.
 */
export async function measureFleet(schools: number, rounds: number): Promise<Result[]> {
  const { core, databaseUrl, close } = await openBench({ durable: true });
  const owner = await openConnection({ url: databaseUrl });
  try {
    const names = await insertSchools(owner, core, schools);
    let tenant = core.migrations.tenant;
    const deployed = () => ({ ...core, migrations: { ...core.migrations, tenant } });
    let count = 0;

    const ours = async () => {
      tenant = [...tenant, nextFile(tenant, statementsOf(`ours_${count++}`))];
      const { run, milliseconds } = await timed(deployed());
      if (run.counts.done !== names.length) throw new Error(`only ${run.counts.done} of ${names.length} were migrated`);
      return milliseconds;
    };
    const theirs = () => timePsql(databaseUrl, psqlScripts(names, statementsOf(`theirs_${count++}`)));
    const named = `a column and an index in ${names.length} schools ÷ psql, ${CONCURRENCY} at a time`;
    const work = await measure({ name: named, target: { at: "most", ratio: 1.5 }, unit: "ms", ours, theirs }, rounds);

    const idle = async (among: number) => {
      const name = `a run over ${among} schools that finds nothing to do ÷ 100 ms`;
      const take = async () => (await timed(deployed())).milliseconds;
      const target = { at: "most", ratio: 1 } as const;
      return measure({ name, target, unit: "ms", ours: take, theirs: async () => 100 }, rounds);
    };
    const few = await idle(names.length);
    await insertControlRows(owner, deployed(), names.length + 1, MANY);
    return [work, few, await idle(MANY)];
  } finally {
    await owner.end();
    await close();
  }
}

async function timed(core: Core) {
  const began = performance.now();
  const { run } = await execute(core, migrateTenants, OPERATOR, { concurrency: CONCURRENCY });
  return { run, milliseconds: performance.now() - began };
}

function nextFile(before: readonly Migration[], statements: readonly string[]): Migration {
  const version = latestVersion(before) + 1;
  const lines = statements.map((text, index) => ({ line: index + 1, text }));
  return { version, file: `tenant/${version}_bench.sql`, checksum: `bench ${version}`, statements: lines };
}

/** A transaction a school, that waits for a lock no longer than ours: what a careful operator's script does. */
function psqlScripts(schemas: readonly string[], statements: readonly string[]): string[] {
  return Array.from({ length: CONCURRENCY }, (_, session) => {
    const own = schemas.filter((_, position) => position % CONCURRENCY === session);
    const local = (schema: string) => [`set local search_path = "${schema}"`, "set local lock_timeout = 2000"];
    return own.flatMap((schema) => ["begin", ...local(schema), ...statements, "commit"]).join(";\n");
  });
}
