import { quoteIdentifier, rawSql, type Statement, sql } from "@pepro/db";

/** What of an index of this schema is there. */
export type IndexState = { isValid: boolean };

export function readIndex(schema: string, index: string): Statement {
  return sql`select i.indisvalid and i.indisready as "isValid" from pg_index i join pg_class c on c.oid = i.indexrelid
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = ${schema} and c.relname = ${index}`;
}

/** What a rebuilding that was cut off leaves beside an index: `name_ccnew`, `name_ccold`, with a number perhaps. */
export function readLeftovers(schema: string, index: string): Statement {
  return sql`select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = ${schema} and not i.indisvalid
    and starts_with(c.relname, ${index}) and substr(c.relname, length(${index}) + 1) ~ '^_cc(new|old)[0-9]*$'`;
}

export function dropConcurrently(index: string): Statement {
  return rawSql(`drop index concurrently if exists ${quoteIdentifier(index)}`);
}

/** Of the session: what runs concurrently has no transaction to be local to. The connection is closed afterwards. */
export function openSession(schema: string, lockTimeoutMs: number): readonly Statement[] {
  return [
    rawSql(`set search_path to ${quoteIdentifier(schema)}`),
    rawSql(`set lock_timeout to ${Math.floor(lockTimeoutMs)}`),
    // Building takes as long as it takes; only waiting for a lock is limited.
    rawSql("set statement_timeout to 0"),
  ];
}

/** As `lockSchema`, until the connection closes. One row: whether nobody else migrates this schema. */
export function tryLockSchema(schema: string): Statement {
  return sql`select pg_try_advisory_lock(hashtextextended(${`pepro:migrate:${schema}`}, 0)) as "isOurs"`;
}
