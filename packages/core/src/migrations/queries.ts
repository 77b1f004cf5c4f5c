import { join, quoteLiteral, rawSql, type Statement, sql, type Tx } from "@pepro/db";
import type { Migration } from "./bundle.ts";

export type LedgerRow = { version: number; file: string; checksum: string };

export function createLedger(): Statement {
  return sql`create table if not exists migration_ledger (
    version integer not null,
    file text not null,
    checksum text not null,
    faked boolean not null default false,
    applied_at timestamptz not null default now(),
    constraint migration_ledger_pkey primary key (version)
  )`;
}

/** Whoever migrates a schema holds this until its transaction ends; racers wait and then find nothing left to do. */
export function lockSchema(schema: string): Statement {
  // Without a parameter it travels in one message with what opens the transaction.
  return rawSql(`select pg_advisory_xact_lock(hashtextextended(${quoteLiteral(`pepro:migrate:${schema}`)}, 0))`);
}

export function readLedger(tx: Tx): Promise<LedgerRow[]> {
  return tx.query<LedgerRow>(sql`select version, file, checksum from migration_ledger order by version`);
}

export function recordMigration(migration: Migration, faked: boolean): Statement {
  return sql`insert into migration_ledger (version, file, checksum, faked)
    values (${migration.version}, ${migration.file}, ${migration.checksum}, ${faked})`;
}

export type RecentLedgerRow = LedgerRow & { isRecent: boolean };

/** The ledger, and of each file whether it was applied since a moment. */
export function readLedgerSince(tx: Tx, since: Date): Promise<RecentLedgerRow[]> {
  return tx.query<RecentLedgerRow>(sql`select version, file, checksum, applied_at >= ${since} as "isRecent"
    from migration_ledger order by version`);
}

/** As `recordMigration`, of several files at once. */
export function recordMigrations(migrations: readonly Migration[], faked: boolean): Statement {
  const rows = migrations.map(({ version, file, checksum }) => sql`(${version}, ${file}, ${checksum}, ${faked})`);
  return sql`insert into migration_ledger (version, file, checksum, faked) values ${join(rows, ", ")}`;
}

/**
 * As `recordMigrations`, without a parameter, and refused (not_null_violation) where the ledger does not hold exactly what
 * was applied before: whoever sends it has not looked. Citus, which wants statements one by one, is refused too.
 */
export function recordAfter(
  applied: readonly Migration[],
  migrations: readonly Migration[],
  faked: boolean,
): Statement {
  // Rows lie as they were written. Sorting them and naming their versions would take as long as all the rest; should they
  // ever lie otherwise, the school is refused.
  const expected = quoteLiteral(applied.map(({ checksum }) => checksum).join());
  const guarded = (version: number) => `(select case when string_agg(checksum, ',') = ${expected}
      and to_regproc('pg_catalog.citus_version') is null then ${version} end from migration_ledger)`;
  const rows = migrations.map(
    ({ version, file, checksum }, at) =>
      `(${at === 0 ? guarded(version) : version}, ${quoteLiteral(file)}, ${quoteLiteral(checksum)}, ${faked})`,
  );
  return rawSql(`insert into migration_ledger (version, file, checksum, faked) values ${rows.join(", ")}`);
}

/** Nothing was ever applied where there is no ledger. */
export async function readPublicLedger(tx: Tx): Promise<LedgerRow[] | undefined> {
  const table = await tx.first<{ found: boolean }>(
    sql`select to_regclass('public.migration_ledger') is not null as found`,
  );
  if (!table?.found) return undefined;
  return tx.query<LedgerRow>(sql`select version, file, checksum from public.migration_ledger order by version`);
}
