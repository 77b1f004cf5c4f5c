import type { FleetOptions } from "@pepro/contracts";
import { type Parameter, type Statement, sql } from "@pepro/db";

/** Schools whose tables there are. */
const PROVISIONED = sql`t.provisioned_at is not null and t.deleted_at is null`;

/**
 * `waved`: the schools a run with these options would do, each with its wave. A canary that is a number or a share is the
 * same sample each time, whatever the schools are called.
 */
export function wavedSchools(options: FleetOptions, latest: number): Statement {
  const [schema, batch] = [options.schema ?? null, options.batch ?? null];
  return sql`
    behind as (
      select t.id, t.cluster_id, t.schema_name, t.role_name, t.schema_version,
        row_number() over (order by md5(t.id::text)) as place, count(*) over () as total
      from tenants t
      where ${PROVISIONED} and case when ${schema}::text is null then t.schema_version <> ${latest}::integer
        else t.schema_name = ${schema} end),
    chosen as (
      select b.id, b.cluster_id, b.schema_name, b.role_name, b.schema_version, ${isCanary(options.canary)} as is_canary
      from behind b),
    waved as (
      select c.id, c.cluster_id, c.schema_name, c.role_name, c.schema_version, case when c.is_canary then 0 else (1 + (row_number() over (partition by c.is_canary order by c.schema_name) - 1)
        / coalesce(${batch}::integer, 2147483647))::integer end as wave
      from chosen c)`;
}

function isCanary(canary: FleetOptions["canary"]): Statement {
  if (!canary) return sql`false`;
  if ("schools" in canary) return sql`b.schema_name = any(${canary.schools as readonly Parameter[]}::text[])`;
  if ("count" in canary) return sql`b.place <= ${canary.count}::integer`;
  return sql`b.place <= ceil(b.total * ${canary.percent}::numeric / 100)`;
}

/** How many schools have nothing left to do; of a run for one school none is counted. */
export function currentSchools(options: FleetOptions, latest: number): Statement {
  const schema = options.schema ?? null;
  return sql`(select count(*) from tenants t
    where ${PROVISIONED} and ${schema}::text is null and t.schema_version = ${latest}::integer)`;
}

/** Of these schemas those that no provisioned school has. */
export function readUnknownSchemas(schemas: readonly string[]): Statement {
  return sql`select name from unnest(${schemas as readonly Parameter[]}::text[]) name
    where not exists (select from tenants t where ${PROVISIONED} and t.schema_name = name)`;
}

export type PlannedRow = {
  id: string;
  clusterId: string;
  schemaName: string;
  roleName: string;
  schemaVersion: number;
  wave: number;
};

export function readPlanned(options: FleetOptions, latest: number): Statement {
  return sql`with ${wavedSchools(options, latest)}
    select id, cluster_id as "clusterId", schema_name as "schemaName", role_name as "roleName",
      schema_version as "schemaVersion", wave
    from waved order by wave, schema_name`;
}

export function countCurrent(options: FleetOptions, latest: number): Statement {
  return sql`select ${currentSchools(options, latest)} as current`;
}
