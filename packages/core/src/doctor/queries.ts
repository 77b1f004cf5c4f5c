import { type Pool, type Row, rawSql, type Statement, sql, type Tx, transaction } from "@pepro/db";
import type { Check } from "./finding.ts";

type Roles = { runtime: string; tenants: string; prefix: string };

/** Looks at catalogs and at every school's ledger; changes nothing. */
export function lookingOnly<T>(owner: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(owner, [rawSql("set transaction read only"), rawSql("set local search_path to public")], work);
}

/** Schools, and those made ahead of need, which are to stand apart as well: a schema and its role a row. */
const PLACES = sql`(select schema_name, role_name from public.tenants where provisioned_at is not null
  union all select schema_name, role_name from public.spare_schemas
    where state = 'ready' and to_regnamespace(quote_ident(schema_name)) is not null)`;

const TENANT_ROLES = sql`select role_name from ${PLACES} as p`;

/** Each lists what is wrong, a name a row: nothing is as it should be. */
export function inspections({ runtime, tenants, prefix }: Roles): Readonly<Partial<Record<Check, Statement>>> {
  return {
    limits: sql`select name from (values ('statement_timeout'), ('idle_in_transaction_session_timeout'),
        ('temp_file_limit')) as l (name)
      where not exists (select from pg_db_role_setting s, unnest(s.setconfig) c
        where s.setrole = ${runtime}::regrole and c like l.name || '=%')`,
    database: sql`select lower(a.privilege_type) || ' ' || current_database() as name
        from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
        where d.datname = current_database() and a.privilege_type in ('TEMPORARY', 'CREATE')
          and (a.grantee = 0 or a.grantee::regrole::text = any (array[${runtime}, ${tenants}]))
      union all
      select 'create public' from pg_namespace n, aclexplode(n.nspacl) a
        where n.nspname = 'public' and a.privilege_type = 'CREATE'
          and (a.grantee = 0 or a.grantee::regrole::text = any (array[${runtime}, ${tenants}]))`,
    runtime_login: sql`select f.name from pg_roles r join pg_database d on d.datname = current_database(), lateral (values
        ('SUPERUSER', r.rolsuper), ('CREATEROLE', r.rolcreaterole), ('CREATEDB', r.rolcreatedb), ('INHERIT', r.rolinherit),
        ('BYPASSRLS', r.rolbypassrls), ('REPLICATION', r.rolreplication),
        ('OWNER', pg_has_role(r.oid, d.datdba, 'MEMBER'))) as f (name, held)
      where r.rolname = ${runtime} and f.held`,
    role_attributes: sql`select rolname as name from pg_roles
      where (rolname in (${TENANT_ROLES}) or rolname = ${tenants})
        and (rolcanlogin or rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`,
    // A school's role belongs to the group of all schools and to nothing else; the group to nothing; the login to schools alone.
    role_memberships: sql`select m.member::regrole::text || ' in ' || m.roleid::regrole::text as name
      from pg_auth_members m join pg_roles member on member.oid = m.member join pg_roles held on held.oid = m.roleid
      where (member.rolname in (${TENANT_ROLES}) and held.rolname <> ${tenants})
        or member.rolname = ${tenants}
        or (member.rolname = ${runtime} and not starts_with(held.rolname, ${prefix}))`,
    role_ownership: sql`select refobjid::regrole::text || ': ' || pg_describe_object(classid, objid, objsubid) as name
      from pg_shdepend where deptype = 'o' and refclassid = 'pg_authid'::regclass
        and dbid in (0, (select oid from pg_database where datname = current_database()))
        and refobjid in (select oid from pg_roles where rolname in (${TENANT_ROLES}) or rolname in (${runtime}, ${tenants}))`,
    schema_rights: sql`select format('%s on schema %s', coalesce(g.rolname, 'public'), n.nspname) as name
      from pg_namespace n cross join aclexplode(n.nspacl) a left join pg_roles g on g.oid = a.grantee
        left join ${PLACES} as t on t.schema_name = n.nspname
      where n.nspname not in ('public', 'pg_catalog', 'information_schema') and a.grantee <> n.nspowner
        and (t.role_name is not null or a.grantee in (select oid from pg_roles where rolname in (${TENANT_ROLES})))
        and (a.privilege_type <> 'USAGE' or g.rolname is distinct from t.role_name)`,
    table_rights: sql`select distinct format('%s on %I.%I', coalesce(g.rolname, 'public'), n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (
          select grantee, privilege_type from aclexplode(c.relacl)
          union all select x.grantee, x.privilege_type from pg_attribute k cross join aclexplode(k.attacl) x where k.attrelid = c.oid
        ) a left join pg_roles g on g.oid = a.grantee
        left join ${PLACES} as t on t.schema_name = n.nspname
      where a.grantee <> c.relowner and case
        when t.role_name is not null then g.rolname is distinct from t.role_name
          or a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE')
        when n.nspname = 'public' then g.rolname is null or g.rolname in (${TENANT_ROLES})
          or (g.rolname = ${tenants} and a.privilege_type <> 'SELECT')
        else g.rolname in (${TENANT_ROLES}) end`,
    definer_functions: sql`select p.oid::regprocedure::text as name from pg_proc p
      where p.prosecdef and has_schema_privilege(${tenants}, p.pronamespace, 'usage')
        and has_function_privilege(${tenants}, p.oid, 'execute')`,
    missing_roles: sql`select t.role_name as name from public.tenants t where t.provisioned_at is not null
      and not exists (select from pg_roles r where r.rolname = t.role_name)`,
    orphan_roles: sql`select rolname as name from pg_roles where starts_with(rolname, ${prefix})
      and rolname not in (select role_name from public.tenants)
      and rolname not in (select role_name from public.spare_schemas) and rolname not in (${runtime}, ${tenants})
      and rolname <> ${`${prefix}app`}`,
    orphan_schemas: sql`select n.nspname as name from pg_namespace n
      where obj_description(n.oid, 'pg_namespace') like (select 'pepro:' || installation_id || ':%' from public.installation)
        and not exists (select from public.tenants t where t.schema_name = n.nspname)
        and not exists (select from public.spare_schemas s where s.schema_name = n.nspname)`,
  };
}

/** Schools whose own ledger and the control plane's copy of its version differ, or that have none. */
export async function readVersionDifferences(tx: Tx): Promise<string[]> {
  const schools = await tx.query<{ schema: string; mirror: number; ledger: string | null }>(sql`
    select schema_name as schema, schema_version as mirror,
      to_regclass(format('%I.migration_ledger', schema_name))::text as ledger
    from public.tenants where provisioned_at is not null and deleted_at is null order by schema_name`);
  const found = schools.map(async ({ schema, mirror, ledger }) => {
    if (ledger === null) return `${schema}: ?`;
    const row = await tx.first<{ version: number }>(
      rawSql(`select coalesce(max(version), 0) as version from ${ledger}`),
    );
    return row?.version === mirror ? undefined : `${schema}: ${mirror} ≠ ${row?.version}`;
  });
  return (await Promise.all(found)).filter((text) => text !== undefined);
}

export async function namesOf(tx: Tx, inspection: Statement): Promise<string[]> {
  return (await tx.query<Row & { name: string }>(inspection)).map(({ name }) => name);
}
