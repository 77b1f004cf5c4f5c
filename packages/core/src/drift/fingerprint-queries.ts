import { type Parameter, quoteIdentifier, quoteLiteral, rawSql, type Statement, sql, type Tx } from "@pepro/db";
import { OWN, type Part, SEPARATOR } from "./part.ts";

/** Names what is in another schema with its schema, so that the school's own is found in every definition. */
export const plainPath: Statement = rawSql("set local search_path to pg_catalog");

/** Opens a transaction that sees one moment and changes nothing. */
export const looking = (): readonly Statement[] => [
  rawSql("set transaction isolation level repeatable read, read only"),
  plainPath,
];

/** A school's schema and role. */
export type Names = { schema: string; role: string };

export type Fingerprint = {
  schema: string;
  hasRole: boolean;
  digest: string;
  /** A digest a table; under the empty name that of what belongs to the schema itself. */
  tables: Record<string, string>;
};

/** One row for each of these schemas that is there: equal digests mean equal catalogs, whatever the schemas are called. */
export function readFingerprints(tx: Pick<Tx, "query">, schools: readonly Names[]): Promise<Fingerprint[]> {
  return tx.query<Fingerprint>(sql`with ${parts(schools)},
    tables as (
      select schema, "table", md5(string_agg(kind || chr(2) || name || definition, chr(3)
        order by kind collate "C", name collate "C", definition collate "C")) as digest
      from part group by schema, "table")
    select s.schema, s.role is not null as "hasRole",
      coalesce(md5(string_agg(t."table" || chr(2) || t.digest, chr(3) order by t."table" collate "C")), '') as digest,
      coalesce(jsonb_object_agg(t."table", t.digest) filter (where t."table" is not null), '{}'::jsonb) as tables
    from school s left join tables t on t.schema = s.schema group by s.schema, s.role`);
}

/** Tables of one school whose details are wanted. */
export type Wanted = { schema: string; table: string };

export type SchoolPart = Part & { schema: string };

/** What the digests are made of. Without `wanted` it is everything. */
export async function readParts(
  tx: Pick<Tx, "query">,
  schools: readonly Names[],
  wanted?: readonly Wanted[],
): Promise<SchoolPart[]> {
  const only = wanted
    ? sql`where (schema, "table") in (select w.schema, w.name
        from unnest(${wanted.map(({ schema }) => schema) as readonly Parameter[]}::text[],
          ${wanted.map(({ table }) => table) as readonly Parameter[]}::text[]) as w (schema, name))`
    : rawSql("");
  const rows = await tx.query<Omit<SchoolPart, "fields"> & { definition: string }>(sql`with ${parts(schools)}
    select schema, "table", kind, name, definition from part ${only}
    order by "table" collate "C", kind collate "C", name collate "C"`);
  return rows.map(({ definition, ...part }) => ({ ...part, fields: definition.split(SEPARATOR).slice(1) }));
}

/** The version that each of these schemas' own ledger says. */
export async function readVersions(
  tx: Pick<Tx, "query">,
  schemas: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (schemas.length === 0) return new Map();
  const each = schemas.map(
    (schema) =>
      `select ${quoteLiteral(schema)} as schema, coalesce(max(version), 0) as version from ${quoteIdentifier(schema)}.migration_ledger`,
  );
  const rows = await tx.query<{ schema: string; version: number }>(rawSql(each.join(" union all ")));
  return new Map(rows.map(({ schema, version }) => [schema, version]));
}

/** After what a qualified name can stand in a definition as PostgreSQL writes it. */
const BEFORE = [SEPARATOR, " ", "(", "'", ":", "[", "-"].map((character) => `chr(${character.charCodeAt(0)})`);

const NORMAL = BEFORE.reduce(
  (text, before) => `replace(${text}, ${before} || own, ${before} || chr(${OWN.charCodeAt(0)}) || '.')`,
  "definition",
);

const fields = (...expressions: readonly string[]) =>
  expressions.map((each) => `chr(2) || coalesce((${each})::text, '')`).join(" || ");

const GRANTEE = `case a.grantee when 0 then 'public' when s.role then chr(1) else coalesce(g.rolname, a.grantee::text) end`;

/** `school` and `part`: every part of these schools' catalogs. Comments, owners and the order of columns are no parts. */
function parts(schools: readonly Names[]): Statement {
  return sql`school as materialized (
      select n.oid, n.nspname::text as schema, n.nspacl as acl, n.nspowner as owner, r.oid as role,
        quote_ident(n.nspname) || '.' as own
      from unnest(${schools.map(({ schema }) => schema) as readonly Parameter[]}::text[],
        ${schools.map(({ role }) => role) as readonly Parameter[]}::text[]) as s (schema, role)
      join pg_namespace n on n.nspname = s.schema left join pg_roles r on r.rolname = s.role),
    ${rawSql(PARTS)}`;
}

const PARTS = `
  unproven as materialized (
    select conrelid, conkey[1] as attnum from pg_constraint where contype = 'n' and not convalidated),
  relation as materialized (
    select c.oid, s.schema, s.role, s.own, c.relname::text as name, c.relkind::text as kind, c.relacl as acl,
      c.relowner as owner, c.relpersistence as persistence, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      coalesce(o.relname, c.relname)::text as "table", k.attname as column, d.deptype as dependency
    from school s join pg_class c on c.relnamespace = s.oid and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
      left join pg_depend d on c.relkind = 'S' and d.classid = 'pg_class'::regclass and d.objid = c.oid
        and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
      left join pg_class o on o.oid = d.refobjid
      left join pg_attribute k on k.attrelid = d.refobjid and k.attnum = d.refobjsubid),
  raw as (
    select r.schema, r.own, r."table", 'table' as kind, r.name, ${fields(
      "r.kind",
      "r.persistence",
      "case when r.secured then case when r.forced then 'force' else 'enable' end end",
      "case when r.kind in ('v', 'm') then pg_get_viewdef(r.oid) end",
    )} as definition
    from relation r where r.kind <> 'S'
    union all
    select r.schema, r.own, r."table", 'column', k.attname::text, ${fields(
      "format_type(k.atttypid, k.atttypmod)",
      "format_type(k.atttypid, -1)",
      "case when k.attcollation <> t.typcollation then k.attcollation::regcollation end",
      "pg_get_expr(d.adbin, d.adrelid)",
      "k.attnotnull and u.conrelid is null",
      "k.attidentity",
      "k.attgenerated",
    )}
    from relation r join pg_attribute k on k.attrelid = r.oid join pg_type t on t.oid = k.atttypid
      left join pg_attrdef d on d.adrelid = k.attrelid and d.adnum = k.attnum
      left join unproven u on u.conrelid = k.attrelid and u.attnum = k.attnum
    where r.kind in ('r', 'p', 'f') and k.attnum > 0 and not k.attisdropped
    union all
    select r.schema, r.own, r."table", 'constraint', c.conname::text, ${fields(
      "c.contype",
      "pg_get_constraintdef(c.oid)",
      "o.name",
    )}
    from relation r join pg_constraint c on c.conrelid = r.oid left join relation o on o.oid = c.confrelid and o.schema = r.schema
      and c.contype = 'f' and o.kind <> 'S'
    where c.contype in ('c', 'f', 'p', 'u', 'x')
    union all
    select r.schema, r.own, r."table", 'index', x.relname::text, ${fields(
      "pg_get_indexdef(i.indexrelid)",
      "i.indisvalid and i.indisready",
    )}
    from relation r join pg_index i on i.indrelid = r.oid join pg_class x on x.oid = i.indexrelid
    where not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
    union all
    select r.schema, r.own, r."table", 'sequence', r.name, ${fields(
      "format_type(q.seqtypid, null)",
      "q.seqstart",
      "q.seqincrement",
      "q.seqmin",
      "q.seqmax",
      "q.seqcache",
      "q.seqcycle",
      "r.column",
      "r.dependency",
    )}
    from relation r join pg_sequence q on q.seqrelid = r.oid
    union all
    select s.schema, s.own, s."table", 'grant', concat_ws(' ', s.name, a.privilege_type, ${GRANTEE}), ${fields(
      "case s.kind when 'S' then 'sequence' else 'table' end",
      "s.name",
      "a.privilege_type",
      "''",
      GRANTEE,
      "a.is_grantable",
    )}
    from relation s cross join aclexplode(s.acl) a left join pg_roles g on g.oid = a.grantee where a.grantee <> s.owner
    union all
    select s.schema, s.own, s."table", 'grant', concat_ws(' ', s.name, k.attname, a.privilege_type, ${GRANTEE}), ${fields(
      "'table'",
      "s.name",
      "a.privilege_type",
      "k.attname",
      GRANTEE,
      "a.is_grantable",
    )}
    from relation s join pg_attribute k on k.attrelid = s.oid and k.attacl is not null and not k.attisdropped
      cross join aclexplode(k.attacl) a left join pg_roles g on g.oid = a.grantee where a.grantee <> s.owner
    union all
    select s.schema, s.own, '', 'grant', concat_ws(' ', 'schema', a.privilege_type, ${GRANTEE}), ${fields(
      "'schema'",
      "''",
      "a.privilege_type",
      "''",
      GRANTEE,
      "a.is_grantable",
    )}
    from school s cross join aclexplode(s.acl) a left join pg_roles g on g.oid = a.grantee where a.grantee <> s.owner
    union all
    select s.schema, s.own, '', 'grant', concat_ws(' ', 'default', d.defaclobjtype, d.defaclrole::regrole, a.privilege_type, ${GRANTEE}), ${fields(
      "'default'",
      "case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' else 'types' end",
      "a.privilege_type",
      "d.defaclrole::regrole",
      GRANTEE,
      "a.is_grantable",
    )}
    from school s join pg_default_acl d on d.defaclnamespace = s.oid cross join aclexplode(d.defaclacl) a
      left join pg_roles g on g.oid = a.grantee),
  part as (
    select schema, "table", kind, name, case when strpos(definition, own) = 0 then definition else ${NORMAL} end as definition
    from raw)`;
