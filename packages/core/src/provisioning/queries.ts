import {
  quoteIdentifier,
  quoteLiteral,
  type RoleName,
  rawSql,
  type SchemaName,
  type Statement,
  sql,
  type Tx,
} from "@pepro/db";

/** What is at a schema's name: nothing, or a schema and the mark somebody left on it. */
export async function readSchemaMark(tx: Tx, schema: SchemaName): Promise<{ mark: string | null } | undefined> {
  return tx.first<{ mark: string | null }>(
    sql`select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = ${schema}`,
  );
}

/** Everything around a school's tables: its role, its schema, who may do what. The owner owns it; the role owns nothing. */
export function openingStatements(options: {
  schema: SchemaName;
  role: RoleName;
  runtimeRoles: readonly RoleName[];
  tenantsRole: RoleName;
  mark: string;
}): readonly Statement[] {
  const role = quoteIdentifier(options.role);
  const schema = quoteIdentifier(options.schema);
  const rights = `alter default privileges in schema ${schema} grant`;
  return [
    // It inherits, so that what is granted to all tenants counts for it; the runtime login, which does not, switches.
    `create role ${role} nologin inherit`,
    `grant ${quoteIdentifier(options.tenantsRole)} to ${role}`,
    `grant ${role} to ${options.runtimeRoles.map(quoteIdentifier).join(", ")}`,
    `create schema ${schema}`,
    `comment on schema ${schema} is ${quoteLiteral(options.mark)}`,
    `grant usage on schema ${schema} to ${role}`,
    `${rights} select, insert, update, delete on tables to ${role}`,
    `${rights} usage, select on sequences to ${role}`,
  ].map(rawSql);
}

export function protectLedger(role: RoleName): Statement {
  return rawSql(`revoke insert, update, delete on migration_ledger from ${quoteIdentifier(role)}`);
}

/** Whoever provisions a school holds this until its last control row is written; others wait, and find it done. */
export function lockProvisioning(tenantId: string): Statement {
  return sql`select pg_advisory_xact_lock(${provisioningLockKey(sql`${tenantId}::text`)})`;
}

/** The key of that lock, for a tenant's id as text. */
export function provisioningLockKey(tenantId: Statement): Statement {
  return sql`hashtextextended('pepro:provision:' || ${tenantId}, 0)`;
}

/** Takes away a first administrator who never came in: whoever knew the password was killed before saying it. */
export function removeUnusedAdmin(): Statement {
  return sql`delete from users where username = 'admin' and last_login_at is null`;
}

/** The first administrator, as long as nobody came in; who is coming in now waits, or was first and is found. */
export function lockUnusedAdmin(tx: Tx): Promise<{ id: string; email: string } | undefined> {
  return tx.first(sql`select id, email from users
    where username = 'admin' and user_type = 'admin' and last_login_at is null for update`);
}

export async function hasAdmin(tx: Tx): Promise<boolean> {
  return (await tx.first(sql`select id from users where username = 'admin'`)) !== undefined;
}

export async function markState(tx: Pick<Tx, "query">, id: string, state: "provisioning" | "failed"): Promise<void> {
  await tx.query(
    sql`update tenants set state = ${state}, updated_at = now() where id = ${id} and provisioned_at is null`,
  );
}

export async function markProvisioned(tx: Pick<Tx, "query">, id: string, schemaVersion: number): Promise<void> {
  await tx.query(sql`update tenants set state = 'ready', provisioned_at = now(), updated_at = now(),
    schema_version = ${schemaVersion} where id = ${id} and provisioned_at is null`);
}
