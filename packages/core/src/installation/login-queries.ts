import { rawSql, type Statement, sql, type Tx } from "@pepro/db";

export type Login = {
  isSuperuser: boolean;
  canCreateRoles: boolean;
  bypassesRowSecurity: boolean;
  inherits: boolean;
  isOwner: boolean;
};

/** What a role may do besides what is granted to it; undefined when there is none of that name. */
export function readLogin(tx: Tx, role: string): Promise<Login | undefined> {
  return tx.first<Login>(sql`
    select r.rolsuper as "isSuperuser", r.rolcreaterole as "canCreateRoles", r.rolbypassrls as "bypassesRowSecurity",
      r.rolinherit as inherits, r.rolname = current_user or pg_has_role(r.oid, d.datdba, 'MEMBER') as "isOwner"
    from pg_roles r, pg_database d where r.rolname = ${role} and d.datname = current_database()`);
}

/** The grants that give one role what another has in `public`, of the server's functions, and as a member of others. */
export async function readRightsToShare(tx: Tx, from: string, to: string): Promise<Statement[]> {
  const rows = await tx.query<{ text: string }>(sql`
    with own as (select ${from}::regrole::oid as role), other as (select ${to}::regrole::oid as role),
    held as (
      select format('schema %I', nspname) as object, nspacl as acl from pg_namespace where nspname = 'public'
      union all
      select format(case relkind when 'S' then 'sequence %I.%I' else 'table %I.%I' end, 'public', relname), relacl
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
      union all
      select format('function %I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)), p.proacl
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    ),
    granted as (select object, grantee, privilege_type as privilege from held, aclexplode(acl))
    select format('grant %s on %s to %s', string_agg(privilege, ', '), object, other.role::regrole) as text
    from granted g, own, other
    where g.grantee = own.role and not exists (
      select from granted h where h.object = g.object and h.privilege = g.privilege and h.grantee = other.role)
    group by object, other.role
    union all
    select format('grant %s to %s', m.roleid::regrole, other.role::regrole)
    from pg_auth_members m, own, other
    where m.member = own.role and not exists (
      select from pg_auth_members n where n.roleid = m.roleid and n.member = other.role)`);
  return rows.map(({ text }) => rawSql(text));
}
