import type { FleetStatus } from "@pepro/contracts";
import { type Statement, sql } from "@pepro/db";

const OLDEST = 10;
const FAILED = 50;

export type StatusRow = {
  versions: { version: number; schools: number }[];
  oldest: FleetStatus["oldest"];
  failed: FleetStatus["failed"];
  failedCount: number;
  each: FleetStatus["oldest"] | null;
};

/** Where the schools are, which are furthest behind, and which failed when they were last migrated and still are. */
export function readStatus(latest: number, each: boolean): Statement {
  return sql`
    with schools as (
      select id, schema_name, school_name, schema_version from tenants
      where provisioned_at is not null and deleted_at is null),
    behind as (select id, schema_name, school_name, schema_version from schools where schema_version < ${latest}::integer),
    failed as (
      select b.id, b.schema_name, b.school_name, b.schema_version, l.run_id, l.fault, l.updated_at from behind b join lateral (
        select s.run_id, s.state, s.fault, s.updated_at from migration_run_schools s
        where s.tenant_id = b.id and s.state in ('done', 'failed') order by s.run_id desc limit 1) l
      on l.state = 'failed')
    select (select coalesce(jsonb_agg(to_jsonb(v) order by v.version desc), '[]'::jsonb) from (
        select schema_version as version, count(*) as schools from schools group by 1) v) as versions,
      (select coalesce(jsonb_agg(to_jsonb(o) order by o.version, o.schema), '[]'::jsonb) from (
        select id as "tenantId", schema_name as schema, school_name as name, schema_version as version
        from behind order by schema_version, schema_name limit ${OLDEST}) o) as oldest,
      (select coalesce(jsonb_agg(to_jsonb(f) order by f.schema), '[]'::jsonb) from (
        select id as "tenantId", schema_name as schema, school_name as name, schema_version as version,
          run_id as "runId", fault, to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
        from failed order by schema_name limit ${FAILED}) f) as failed,
      (select count(*) from failed) as "failedCount",
      case when ${each}::boolean then (select coalesce(jsonb_agg(jsonb_build_object('tenantId', id, 'schema', schema_name,
        'name', school_name, 'version', schema_version) order by schema_version, schema_name), '[]'::jsonb) from schools)
        end as each`;
}
