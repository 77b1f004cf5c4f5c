import { type Database, quoteIdentifier, quoteLiteral, rawSql, type Statement, sql, type Tx } from "@pepro/db";

export type ServerFacts = {
  version: number;
  encoding: string;
  isSuperuser: boolean;
  ownsDatabase: boolean;
  canCreateRoles: boolean;
  database: string;
};

export async function readServerFacts(tx: Tx): Promise<ServerFacts> {
  const row = await tx.first<ServerFacts>(sql`
    select current_setting('server_version_num')::int as version, pg_encoding_to_char(d.encoding) as encoding,
      r.rolsuper as "isSuperuser", pg_has_role(d.datdba, 'MEMBER') as "ownsDatabase",
      r.rolcreaterole or r.rolsuper as "canCreateRoles", d.datname as database
    from pg_database d, pg_roles r where d.datname = current_database() and r.rolname = current_user`);
  if (!row) throw new Error("the server does not know its own database");
  return row;
}

/** The transaction refuses to write anything. */
export function readOnly(): Statement {
  return sql`set transaction read only`;
}

export function lockInstallation(): Statement {
  return sql`select pg_advisory_xact_lock(hashtextextended('pepro:installation', 0))`;
}

export async function readInstallationId(tx: Tx): Promise<string | undefined> {
  const table = await tx.first<{ found: boolean }>(sql`select to_regclass('public.installation') is not null as found`);
  if (!table?.found) return undefined;
  const row = await tx.first<{ id: string }>(sql`select installation_id as id from public.installation`);
  return row?.id;
}

export async function readControlCluster(tx: Tx): Promise<string | undefined> {
  return (await tx.first<{ id: string }>(sql`select id from public.clusters where is_control`))?.id;
}

export async function insertInstallation(tx: Tx, id: string, clusterId: string): Promise<void> {
  await tx.execute(sql`insert into public.installation (installation_id) values (${id}) on conflict do nothing`);
  await tx.execute(sql`insert into public.clusters (id, name, is_control) values (${clusterId}, 'control', true)`);
}

export async function roleExists(tx: Tx, role: string): Promise<boolean> {
  const row = await tx.first<{ found: boolean }>(
    sql`select exists (select from pg_roles where rolname = ${role}) as found`,
  );
  return row?.found === true;
}

export function createGroupRole(role: string): Statement {
  return rawSql(`create role ${quoteIdentifier(role)} nologin noinherit`);
}

export function createLoginRole(role: string): Statement {
  return rawSql(`create role ${quoteIdentifier(role)} login noinherit nocreaterole nocreatedb nosuperuser`);
}

export function setPassword(role: string, password: string): Statement {
  return rawSql(`alter role ${quoteIdentifier(role)} login password ${quoteLiteral(password)}`);
}

/** A bare session of the runtime login finds no table by an unqualified name: no tenant means failure, not a default. */
export function emptySearchPath(role: string, database: string): Statement {
  return rawSql(`alter role ${quoteIdentifier(role)} in database ${quoteIdentifier(database)} set search_path = ''`);
}

/**
 * Limits that no statement of a school can lift: SET is refused to it, and `set_config` where the server is ours. Seconds
 * that a statement may run, and that a transaction may wait for its next one.
 */
const LIMITS = { statement_timeout: "60s", idle_in_transaction_session_timeout: "600s" };

/** What one session may write beside its tables, sorting say: a school must not fill the disk of all. A superuser's to set. */
const DISK_LIMIT = { temp_file_limit: "1GB" };

export function limitSessions(
  role: string,
  facts: Pick<ServerFacts, "database" | "isSuperuser">,
): readonly Statement[] {
  const login = `alter role ${quoteIdentifier(role)} in database ${quoteIdentifier(facts.database)}`;
  const limits = { ...LIMITS, ...(facts.isSuperuser && DISK_LIMIT) };
  return Object.entries(limits).map(([name, most]) => rawSql(`${login} set ${name} = '${most}'`));
}

export function allowConnect(role: string, database: string): Statement {
  return rawSql(`grant connect on database ${quoteIdentifier(database)} to ${quoteIdentifier(role)}`);
}

/** The runtime login gets in; it and all tenants may name what is in `public`, and touch what is granted there. */
export function grantConnect(roles: { runtime: string; tenants: string }, database: string): readonly Statement[] {
  const both = `${quoteIdentifier(roles.runtime)}, ${quoteIdentifier(roles.tenants)}`;
  return [allowConnect(roles.runtime, database), rawSql(`grant usage on schema public to ${both}`)];
}

/** Nobody but the owner makes anything in the database: no temporary tables, no objects in `public`. */
export function closeDatabase(database: string): readonly Statement[] {
  return [
    rawSql(`revoke all on database ${quoteIdentifier(database)} from public`),
    rawSql("revoke create on schema public from public"),
  ];
}

/** Languages in which PUBLIC may still run a block: one DO is one statement, and can hold SET ROLE and what it likes. */
export async function readOpenLanguages(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(sql`
    select lanname as name from pg_language
    where lanpltrusted and (lanacl is null or exists (select from aclexplode(lanacl) a where a.grantee = 0))`);
  return rows.map((row) => row.name);
}

export function closeLanguage(name: string): Statement {
  return rawSql(`revoke usage on language ${quoteIdentifier(name)} from public`);
}

/** The cheapest proof that the database answers. */
export function pingDatabase(db: Database): Promise<unknown> {
  return db.queryPlatform(sql`select 1 as alive`);
}

export async function readSecretCheck(tx: Tx): Promise<string | null | undefined> {
  return (await tx.first<{ value: string | null }>(sql`select secret_check as value from public.installation`))?.value;
}

/** Once: the first process's stays. */
export async function rememberSecret(tx: Tx, check: string): Promise<void> {
  await tx.execute(sql`update public.installation set secret_check = ${check} where secret_check is null`);
}
