import { quoteIdentifier, quoteLiteral, type RoleName, type SchemaName } from "./identifiers.ts";
import type { Pool } from "./pool.ts";
import type { Row, Rows } from "./run.ts";
import { rawSql, type Statement } from "./statement.ts";
import { single, type Tx, transaction } from "./transaction.ts";

/** Where a tenant's rows are and as whom they are touched. */
export type TenantScope = { schema: SchemaName; role: RoleName };

/**
 * Role and path in one statement, local to the transaction: an error in either leaves neither. Once the role is the
 * tenant's, a second call would be refused where `set_config` is revoked from it.
 */
export function tenantOpening(scope: TenantScope): readonly Statement[] {
  const path = quoteLiteral(quoteIdentifier(scope.schema));
  return [
    rawSql(`select set_config('search_path', ${path}, true), set_config('role', ${quoteLiteral(scope.role)}, true)`),
  ];
}

const PLATFORM_OPENING = [rawSql("select set_config('search_path', 'public', true), set_config('role', 'none', true)")];

/** Runs `work` in one transaction under the tenant's own role, its schema alone on the path. */
export function tenantTransaction<T>(pool: Pool, scope: TenantScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(pool, tenantOpening(scope), work, scope.schema);
}

/** One statement of a tenant, in one round trip. */
export function tenantQuery<T = Row>(pool: Pool, scope: TenantScope, statement: Statement): Promise<Rows<T>> {
  return single<T>(pool, tenantOpening(scope), statement, scope.schema);
}

/** Runs `work` in one transaction on the shared tables, as the runtime login. */
export function platformTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(pool, PLATFORM_OPENING, work);
}

/** One statement on the shared tables, in one round trip. */
export function platformQuery<T = Row>(pool: Pool, statement: Statement): Promise<Rows<T>> {
  return single<T>(pool, PLATFORM_OPENING, statement);
}
