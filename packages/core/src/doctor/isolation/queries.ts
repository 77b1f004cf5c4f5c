import { quoteIdentifier, rawSql, type SchemaName, type Statement, sql, type Tx } from "@pepro/db";
import { DOCTOR_SCHEMAS } from "./names.ts";

/** Whoever examines holds this; a process that is killed lets it go. */
export async function tryDoctorLock(tx: Tx): Promise<boolean> {
  const row = await tx.first<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('pepro:doctor', 0)) as held`,
  );
  return row?.held === true;
}

export type LeftOver = { schema: string; tenantId: string };

/** Throw-away schools of this installation, by the mark on their schemas; never one that a control row names. */
export async function readLeftOvers(tx: Tx, installationId: string): Promise<LeftOver[]> {
  const mark = `pepro:${installationId}:`;
  const rows = await tx.query<LeftOver>(sql`
    select n.nspname as schema, substr(obj_description(n.oid, 'pg_namespace'), ${mark.length + 1}::int) as "tenantId"
    from pg_namespace n where n.nspname like ${DOCTOR_SCHEMAS}
      and starts_with(obj_description(n.oid, 'pg_namespace'), ${mark})
      and not exists (select from public.tenants t where t.schema_name = n.nspname)`);
  return rows;
}

/** Takes a schema and its role away. */
export function dropSchool(schema: SchemaName, role: string): readonly Statement[] {
  return [rawSql(`drop schema ${quoteIdentifier(schema)} cascade`), rawSql(`drop role ${quoteIdentifier(role)}`)];
}

/** What a school's SQL tries against another, by name; `$` stands for the other's schema, `@` for its role. */
export const HOSTILE: readonly (readonly [name: string, text: string, isServers?: boolean])[] = [
  ["read", "select email from $.users"],
  ["write", "update $.users set first_name = 'x'"],
  ["delete", "delete from $.sessions"],
  ["platform_schools", "select school_name from public.tenants"],
  ["platform_people", "select email from public.users"],
  ["platform_secrets", "select secret_check from public.installation"],
  ["platform_trail", "select action from public.audit_entries"],
  ["own_ledger", "update migration_ledger set checksum = 'x'"],
  ["own_trail", "delete from audit_entries"],
  ["role_statement", "set role @"],
  ["role_function", "select set_config('role', '@', true)", true],
  ["role_view", "update pg_settings set setting = '@' where name = 'role'", true],
  ["path_function", "select set_config('search_path', '$', false)", true],
  ["climb", "select set_config('role', '@', true), query_to_xml('select email from $.users', true, true, '')", true],
  ["text_as_sql", "select query_to_xml('select 1', true, true, '')", true],
  ["block", "do $body$ begin execute 'set role @'; end $body$"],
  ["two_statements", "select 1; select email from $.users"],
  ["commit", "commit"],
  ["notify_statement", "notify pepro_tenants, '*'"],
  ["notify_function", "select pg_notify('pepro_doctor', 'x')", true],
  ["drop_rights", "drop owned by current_user"],
  ["table", "create table loot (x int)"],
  ["temporary_table", "select 1 as one into temporary loot"],
  ["passwords", "select rolpassword from pg_authid"],
  ["statistics", "select most_common_vals::text from pg_stats where schemaname = '$'"],
  ["others_statements", "select query from pg_stat_activity where query like '%canary%' and pid <> pg_backend_pid()"],
  ["prepared", "select statement from pg_prepared_statements", true],
  ["sizes", "select pg_total_relation_size('pg_class')", true],
  ["lock", "select pg_try_advisory_xact_lock(1)", true],
  ["large_object", "select lo_create(0)", true],
  ["file", "select pg_read_file('PG_VERSION')"],
  ["program", "copy users from program 'true'"],
  ["other_session", "select pg_terminate_backend(pid) from pg_stat_activity where usename is not null"],
  ["standard_views", "select column_name from information_schema.columns where table_schema = '$'"],
];

/** Those that PostgreSQL answers with nothing where all is well; every other one it refuses. */
export const ANSWERED: readonly string[] = ["statistics", "others_statements", "standard_views"];

export function hostileStatement(text: string, other: { schema: string; role: string }): Statement {
  return rawSql(
    text
      .replaceAll("$body$", "\u0000")
      .replaceAll("$", other.schema)
      .replaceAll("\u0000", "$body$")
      .replaceAll("@", other.role),
  );
}

export function whoAmI(): Statement {
  return sql`select current_user as "user", current_setting('search_path') as path, (select max(email) from users) as email`;
}

/** Fails in the server, and aborts its transaction. */
export function failing(): Statement {
  return sql`select 1 / (select count(*) from users where username = '')`;
}

export function renameEverybody(word: string): Statement {
  return sql`update users set last_name = ${word}`;
}
