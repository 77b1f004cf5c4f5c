import { type Parameter, quoteIdentifier, rawSql, type SchemaName, type Statement, sql, type Tx } from "@pepro/db";

/** What a program can go on with: its files' versions and checksums. */
export type Known = { versions: readonly number[]; checksums: readonly string[] };

const isKnown = ({ versions, checksums }: Known): Statement =>
  sql`(version, checksum) in (select v, c from unnest(${versions as readonly Parameter[]}::integer[],
    ${checksums as readonly Parameter[]}::text[]) as k (v, c))`;

export type SpareRow = { id: string; schemaName: string; roleName: string };

const NAMES = sql`id, schema_name as "schemaName", role_name as "roleName"`;

/** Holds a ready spare until the transaction ends; of several at once each gets another. */
export function takeReady(clusterId: string, known: Known): Statement {
  return sql`select ${NAMES} from spare_schemas
    where cluster_id = ${clusterId} and state = 'ready' and ${isKnown(known)}
    order by version desc, id limit 1 for update skip locked`;
}

/** A role is one spare's or one school's: who has it now needs the spare no more. */
export function forgetByRole(role: string): Statement {
  return sql`delete from spare_schemas where role_name = ${role}`;
}

export function forget(id: string): Statement {
  return sql`delete from spare_schemas where id = ${id}`;
}

export function spoil(id: string): Statement {
  return sql`update spare_schemas set state = 'unusable' where id = ${id}`;
}

/** Holds a spare that nobody is opening a school with. */
export function hold(id: string): Statement {
  return sql`select ${NAMES} from spare_schemas where id = ${id} for update skip locked`;
}

export function insertBuilding(
  clusterId: string,
  spares: readonly { id: string; schema: string; role: string }[],
): Statement {
  const column = (of: (spare: { id: string; schema: string; role: string }) => string) =>
    spares.map(of) as readonly Parameter[];
  return sql`insert into spare_schemas (id, cluster_id, schema_name, role_name)
    select i::uuid, ${clusterId}::uuid, s, r
    from unnest(${column(({ id }) => id)}::text[], ${column(({ schema }) => schema)}::text[],
      ${column(({ role }) => role)}::text[]) as g (i, s, r)`;
}

export function markReady(id: string, version: number, checksum: string): Statement {
  return sql`update spare_schemas set state = 'ready', ready_at = coalesce(ready_at, now()), version = ${version},
    checksum = ${checksum} where id = ${id} and state <> 'unusable'`;
}

export type InventoryRow = SpareRow & {
  state: "building" | "ready" | "unusable";
  version: number;
  isKnown: boolean;
};

/** Every spare of a cluster, the oldest first. */
export function readInventory(clusterId: string, known: Known): Statement {
  return sql`select ${NAMES}, state, version, ${isKnown(known)} as "isKnown"
    from spare_schemas where cluster_id = ${clusterId} order by created_at, id`;
}

/** Of several processes one fills a cluster's pool. */
export async function tryPoolLock(tx: Tx, clusterId: string): Promise<boolean> {
  const row = await tx.first<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('pepro:pool:' || ${clusterId}::text, 0)) as held`,
  );
  return row?.held === true;
}

/** On the cluster: of these schemas those that are there, each with the mark somebody left on it. */
export async function readMarks(tx: Tx, schemas: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.query<{ schema: string; mark: string | null }>(
    sql`select nspname::text as schema, obj_description(oid, 'pg_namespace') as mark from pg_namespace
      where nspname = any(${schemas as readonly Parameter[]}::text[])`,
  );
  return new Map(rows.map(({ schema, mark }) => [schema, mark]));
}

export function dropSchema(schema: SchemaName): Statement {
  return rawSql(`drop schema ${quoteIdentifier(schema)} cascade`);
}

/** Whether a role is there that owns nothing, and to which nothing is granted any more. */
export async function isIdleRole(tx: Tx, role: string): Promise<boolean> {
  const row = await tx.first<{ idle: boolean }>(
    sql`select not exists (select from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid) as idle
      from pg_roles r where r.rolname = ${role}`,
  );
  return row?.idle === true;
}

export function dropRole(role: string): Statement {
  return rawSql(`drop role ${quoteIdentifier(role)}`);
}
