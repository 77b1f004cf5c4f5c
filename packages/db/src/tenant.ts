import { quoteIdentifier, type RoleName, type SchemaName } from "./identifiers.ts";
import type { Pool } from "./pool.ts";
import type { Row, Rows } from "./run.ts";
import { rawSql, type Statement } from "./statement.ts";
import { reading, single, type Tx, transaction, type WritingTx } from "./transaction.ts";

/** Where a tenant's rows are and as whom they are touched. */
export type TenantScope = {
  readonly schema: SchemaName;
  readonly role: RoleName;
  /** The last migration it has: what is prepared for one version serves no other. */
  readonly schemaVersion?: number;
};

const openings = new WeakMap<TenantScope, readonly Statement[]>();

/**
 * Path and role, both local to the transaction: an error in either aborts it, and its end takes both away. The same for
 * the same scope: reads with one opening may share a transaction.
 */
export function tenantOpening(scope: TenantScope): readonly Statement[] {
  const known = openings.get(scope);
  if (known) return known;
  const opening = [
    rawSql(`set local search_path to ${quoteIdentifier(scope.schema)}`),
    rawSql(`set local role ${quoteIdentifier(scope.role)}`),
  ];
  openings.set(scope, opening);
  return opening;
}

/** Reads and single statements of one school prefer its connection and what is prepared for its version. */
function preferencesOf({ schema, schemaVersion }: TenantScope) {
  return { affinity: schema, edition: schemaVersion, rowsOnly: true };
}

const ROWS_ONLY = { rowsOnly: true };
const PLATFORM_OPENING = [rawSql("set local search_path to public"), rawSql("set local role none")];

/** Runs `work` in one transaction under the tenant's own role, its schema alone on the path. */
export function tenantTransaction<T>(pool: Pool, scope: TenantScope, work: (tx: WritingTx) => Promise<T>): Promise<T> {
  return transaction(pool, tenantOpening(scope), work, { affinity: scope.schema, rowsOnly: true });
}

/** As `tenantTransaction`, and PostgreSQL refuses every change: what is declared to read cannot write. */
export function tenantReading<T>(pool: Pool, scope: TenantScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return reading(pool, tenantOpening(scope), work, preferencesOf(scope));
}

/** One statement of a tenant, in one round trip. */
export function tenantQuery<T = Row>(pool: Pool, scope: TenantScope, statement: Statement): Promise<Rows<T>> {
  return single<T>(pool, tenantOpening(scope), statement, preferencesOf(scope));
}

/** Runs `work` in one transaction on the shared tables, as the runtime login. */
export function platformTransaction<T>(pool: Pool, work: (tx: WritingTx) => Promise<T>): Promise<T> {
  return transaction(pool, PLATFORM_OPENING, work, ROWS_ONLY);
}

/** As `platformTransaction`, and PostgreSQL refuses every change. */
export function platformReading<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return reading(pool, PLATFORM_OPENING, work, ROWS_ONLY);
}

/** One statement on the shared tables, in one round trip. */
export function platformQuery<T = Row>(pool: Pool, statement: Statement): Promise<Rows<T>> {
  return single<T>(pool, PLATFORM_OPENING, statement, ROWS_ONLY);
}
