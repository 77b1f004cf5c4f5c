import { spawn } from "node:child_process";
import { type Call, type Core, execute, latestVersion, type Migration, migrateTenants } from "@pepro/core";
import { type Connection, openConnection, rawSql } from "@pepro/db";
import { measure, type Result } from "./ratio.ts";

const CONCURRENCY = 4;
const PREFIX = "bench_fleet_";
/** Small schools: what is measured is how a fleet is gone through, not how large a table is. */
const TABLES = "create table %1$I.users (id uuid not null, name text, constraint users_pkey primary key (id))";

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
 * A column and an index in so many schools against psql doing the same, as many sessions at once; and a run that finds
 * nothing to do, against the 100 ms it may take. The schools stay behind with a newer version than the program's.
 */
export async function measureFleet(core: Core, ownerUrl: string, schools: number, rounds: number): Promise<Result[]> {
  const owner = await openConnection({ url: ownerUrl });
  try {
    await openSchools(owner, core, schools);
    const rows = await owner.send<{ name: string }>(
      rawSql("select schema_name as name from tenants where provisioned_at is not null and deleted_at is null"),
    );
    const names = rows.map(({ name }) => name);
    let tenant = core.migrations.tenant;
    const deployed = () => ({ ...core, migrations: { ...core.migrations, tenant } });
    let count = 0;

    const ours = async () => {
      tenant = [...tenant, nextFile(tenant, statementsOf(`ours_${count++}`))];
      const { run, milliseconds } = await timed(deployed());
      if (run.counts.done !== names.length) throw new Error(`only ${run.counts.done} of ${names.length} were migrated`);
      return milliseconds;
    };
    const theirs = () => withPsql(ownerUrl, names, statementsOf(`theirs_${count++}`));
    const named = `a column and an index in ${names.length} schools ÷ psql, ${CONCURRENCY} at a time`;
    const work = await measure({ name: named, target: { at: "most", ratio: 1.5 }, unit: "ms", ours, theirs }, rounds);
    const idle = await measure(
      {
        name: `a run over ${names.length} schools that finds nothing to do ÷ 100 ms`,
        target: { at: "most", ratio: 1 },
        unit: "ms",
        ours: async () => (await timed(deployed())).milliseconds,
        theirs: async () => 100,
      },
      rounds,
    );
    return [work, idle];
  } finally {
    await owner.end();
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

/** Control rows, schemas and ledgers by SQL alone: opening them is measured elsewhere. */
async function openSchools(owner: Connection, { migrations }: Core, schools: number): Promise<void> {
  const ledger = migrations.tenant.map(({ version, file, checksum }) => `(${version}, '${file}', '${checksum}')`);
  await owner.send(
    rawSql(`insert into tenants (id, cluster_id, schema_name, role_name, subdomain, school_id, school_name, school_type,
        address, postal_code, city, phone, email, primary_color, secondary_color, max_students, max_storage_gb,
        modules_enabled, state, provisioned_at, schema_version)
      select gen_random_uuid(), c.id, '${PREFIX}' || n, '${PREFIX}' || n, 'bench-fleet-' || n, gen_random_uuid(),
        'Lycée ' || n, 'lycee', '', '75001', 'Paris', '0123456789', 'contact@mesure.fr', '#000000', '#000000', 1, 1, '{}',
        'ready', now(), ${latestVersion(migrations.tenant)}
      from clusters c, generate_series(1, ${schools}) n where c.is_control`),
  );
  for (let first = 1; first <= schools; first += 100) {
    await owner.send(
      rawSql(`do $$ declare name text; begin
        for n in ${first}..${Math.min(first + 99, schools)} loop
          name := '${PREFIX}' || n;
          execute format('create schema %I', name);
          execute format('${TABLES}', name);
          execute format('create table %I.migration_ledger (version integer not null, file text not null,
            checksum text not null, faked boolean not null default false, applied_at timestamptz not null default now(),
            constraint migration_ledger_pkey primary key (version))', name);
          execute format($q$insert into %I.migration_ledger (version, file, checksum) values ${ledger.join(", ")}$q$, name);
        end loop; end $$`),
    );
  }
  await owner.send(rawSql("analyze tenants"));
}

/** Milliseconds that psql takes for a transaction a school, its sessions begun before the clock is. */
async function withPsql(url: string, schemas: readonly string[], statements: readonly string[]): Promise<number> {
  const sessions = Array.from({ length: CONCURRENCY }, () => openPsql(url));
  await Promise.all(sessions.map((session) => session.run("select 1")));
  const began = performance.now();
  await Promise.all(
    sessions.map((session, index) => {
      const own = schemas.filter((_, position) => position % CONCURRENCY === index);
      const scripts = own.map((schema) => ["begin", `set local search_path = "${schema}"`, ...statements, "commit"]);
      return session.run(scripts.flat().join(";\n"));
    }),
  );
  const milliseconds = performance.now() - began;
  await Promise.all(sessions.map((session) => session.end()));
  return milliseconds;
}

function openPsql(url: string) {
  const child = spawn("psql", [url, "-X", "-q", "-v", "ON_ERROR_STOP=1"], { stdio: ["pipe", "pipe", "inherit"] });
  let out = "";
  let answered: () => void = () => {};
  child.stdout.on("data", (chunk) => {
    out += chunk;
    if (out.includes("finished")) answered();
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const failed = closed.then((code) => {
    if (code !== 0) throw new Error(`psql ended with ${code}`);
  });
  failed.catch(() => {});
  return {
    run: async (script: string) => {
      out = "";
      const done = new Promise<void>((resolve) => {
        answered = resolve;
      });
      child.stdin.write(`${script};\n\\echo finished\n`);
      await Promise.race([done, failed]);
    },
    end: async () => {
      child.stdin.end();
      await failed;
    },
  };
}
