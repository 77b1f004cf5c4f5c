import { type Core, latestVersion } from "@pepro/core";
import { type Connection, rawSql } from "@pepro/db";

const PREFIX = `bench_${Date.now().toString(36)}_`;
/** Two tables a school, both of them touched: what is measured is how a fleet is gone through, not how large a school is. */
const USERS = "create table %1$I.users (id uuid not null, name text, constraint users_pkey primary key (id))";
const LEDGER = `create table %I.migration_ledger (version integer not null, file text not null, checksum text not null,
  faked boolean not null default false, applied_at timestamptz not null default now(),
  constraint migration_ledger_pkey primary key (version))`;

/** Control rows of so many schools, numbered from `first`, as of schools that are up to date. */
export async function insertControlRows(owner: Connection, core: Core, first: number, last: number): Promise<void> {
  await owner.send(
    rawSql(`insert into tenants (id, cluster_id, schema_name, role_name, subdomain, school_id, school_name, school_type,
        address, postal_code, city, phone, email, primary_color, secondary_color, max_students, max_storage_gb,
        modules_enabled, state, provisioned_at, schema_version)
      select gen_random_uuid(), c.id, '${PREFIX}' || n, '${PREFIX}' || n, replace('${PREFIX}', '_', '-') || n, gen_random_uuid(),
        'Lycée ' || n, 'lycee', '', '75001', 'Paris', '0123456789', 'contact@mesure.fr', '#000000', '#000000', 1, 1, '{}',
        'ready', now(), ${latestVersion(core.migrations.tenant)}
      from clusters c, generate_series(${first}, ${last}) n where c.is_control`),
  );
  await owner.send(rawSql("analyze tenants"));
}

/** Control rows, schemas and ledgers by SQL alone: opening schools is measured elsewhere. @returns the schemas' names */
export async function insertSchools(owner: Connection, core: Core, schools: number): Promise<string[]> {
  await insertControlRows(owner, core, 1, schools);
  const ledger = core.migrations.tenant.map(({ version, file, checksum }) => `(${version}, '${file}', '${checksum}')`);
  for (let first = 1; first <= schools; first += 100) {
    await owner.send(
      rawSql(`do $$ declare name text; begin
        for n in ${first}..${Math.min(first + 99, schools)} loop
          name := '${PREFIX}' || n;
          execute format('create schema %I', name);
          execute format('${USERS}', name);
          execute format('${LEDGER}', name);
          execute format($q$insert into %I.migration_ledger (version, file, checksum) values ${ledger.join(", ")}$q$, name);
        end loop; end $$`),
    );
  }
  return Array.from({ length: schools }, (_, index) => PREFIX + (index + 1));
}
