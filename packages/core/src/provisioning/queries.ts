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
  runtimeRole: RoleName;
  tenantsRole: RoleName;
  mark: string;
}): readonly Statement[] {
  const role = quoteIdentifier(options.role);
  const schema = quoteIdentifier(options.schema);
  const rights = `alter default privileges in schema ${schema} grant`;
  return [
    `create role ${role} nologin noinherit`,
    `grant ${quoteIdentifier(options.tenantsRole)} to ${role}`,
    `grant ${role} to ${quoteIdentifier(options.runtimeRole)}`,
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

export type ProvisioningClaim = { provisionedAt: Date | null };

export async function markState(tx: Pick<Tx, "query">, id: string, state: "provisioning" | "failed"): Promise<void> {
  await tx.query(
    sql`update tenants set state = ${state}, updated_at = now() where id = ${id} and provisioned_at is null`,
  );
}

/** False when somebody else finished it first. */
export async function markProvisioned(tx: Tx, id: string, schemaVersion: number): Promise<boolean> {
  const updated = await tx.execute(sql`update tenants set state = 'ready', provisioned_at = now(), updated_at = now(),
    schema_version = ${schemaVersion} where id = ${id} and provisioned_at is null`);
  return updated === 1;
}
