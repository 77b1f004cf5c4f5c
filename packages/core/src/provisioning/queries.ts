import {
  type Parameter,
  quoteIdentifier,
  quoteLiteral,
  type RoleName,
  rawSql,
  type SchemaName,
  type Statement,
  sql,
  type Tx,
} from "@pepro/db";

export type Place = {
  /** Of the schemas asked for those that are there, each with the mark somebody left on it. */
  marks: ReadonlyMap<string, string | null>;
  /** Citus takes statements one a message. */
  isCitus: boolean;
};

export async function readPlace(tx: Tx, schemas: readonly SchemaName[]): Promise<Place> {
  const row = await tx.first<{ marks: Record<string, string | null>; isCitus: boolean }>(
    sql`select coalesce(jsonb_object_agg(nspname, obj_description(oid, 'pg_namespace')), '{}'::jsonb) as marks,
        to_regproc('pg_catalog.citus_version') is not null as "isCitus"
      from pg_namespace where nspname = any(${schemas as readonly Parameter[]}::text[])`,
  );
  return { marks: new Map(Object.entries(row?.marks ?? {})), isCitus: row?.isCitus === true };
}

export function leaveMark(schema: SchemaName, mark: string): Statement {
  return rawSql(`comment on schema ${quoteIdentifier(schema)} is ${quoteLiteral(mark)}`);
}

export function renameSchema(from: SchemaName, to: SchemaName): Statement {
  return rawSql(`alter schema ${quoteIdentifier(from)} rename to ${quoteIdentifier(to)}`);
}

/** Of these roles those that are there. */
export async function readRoles(tx: Tx, roles: readonly RoleName[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ name: string }>(
    sql`select rolname::text as name from pg_roles where rolname = any(${roles as readonly Parameter[]}::text[])`,
  );
  return new Set(rows.map(({ name }) => name));
}

/** Makes schools' roles and their memberships: those of many in as few commands as of one. */
export function roleStatements(
  roles: readonly RoleName[],
  { runtimeRoles, tenantsRole }: { runtimeRoles: readonly RoleName[]; tenantsRole: RoleName },
): readonly Statement[] {
  const names = roles.map(quoteIdentifier).join(", ");
  return [
    // It inherits, so that what is granted to all tenants counts for it; the runtime login, which does not, switches.
    ...roles.map((role) => `create role ${quoteIdentifier(role)} nologin inherit`),
    `grant ${quoteIdentifier(tenantsRole)} to ${names}`,
    `grant ${names} to ${runtimeRoles.map(quoteIdentifier).join(", ")}`,
  ].map(rawSql);
}

/** Everything around a school's tables but its role: its schema, who may do what. The owner owns it; the role owns nothing. */
export function schemaStatements(options: { schema: SchemaName; role: RoleName; mark: string }): readonly Statement[] {
  const role = quoteIdentifier(options.role);
  const schema = quoteIdentifier(options.schema);
  const rights = `alter default privileges in schema ${schema} grant`;
  return [
    rawSql(`create schema ${schema}`),
    leaveMark(options.schema, options.mark),
    rawSql(`grant usage on schema ${schema} to ${role}`),
    rawSql(`${rights} select, insert, update, delete on tables to ${role}`),
    rawSql(`${rights} usage, select on sequences to ${role}`),
  ];
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

/** A school that was made of a spare goes by the spare's role. */
export async function noteRole(tx: Pick<Tx, "query">, id: string, role: RoleName): Promise<void> {
  await tx.query(sql`update tenants set role_name = ${role} where id = ${id} and role_name <> ${role}`);
}
