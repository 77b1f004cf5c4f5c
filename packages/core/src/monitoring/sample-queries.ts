import type { Attention } from "@pepro/contracts";
import { json, rawSql, type Statement, sql } from "@pepro/db";
import { firstOfWeek, PROVISIONED } from "./school-queries.ts";

export type ClusterRow = { id: string; name: string };

/** Seconds that taking a cluster's samples may take before another process may begin. */
const LEASE_SECONDS = 600;

/** Takes the clusters whose samples of this day nobody has taken or is taking; with `again`, all of them. */
export function claimClusters(day: string, again: boolean): Statement {
  return sql`update clusters set sampling_until = now() + make_interval(secs => ${LEASE_SECONDS}) where id in (
      select id from clusters
      where ${again} or ((sampled_on is null or sampled_on < ${day}::date) and (sampling_until is null or sampling_until < now()))
      order by id for update skip locked)
    returning id, name`;
}

export function endCluster(id: string, day: string): Statement {
  return sql`update clusters set sampled_on = greatest(sampled_on, ${day}::date), sampling_until = null where id = ${id}`;
}

/** Left to whoever comes next: a moment later, so that a cluster that is away is not asked without a pause. */
export function leaveCluster(id: string, seconds: number): Statement {
  return sql`update clusters set sampling_until = now() + make_interval(secs => ${seconds}) where id = ${id}`;
}

export type ToSample = { tenantId: string; schema: string; beforeDay: string | null; beforeBytes: number | null };

/** A cluster's schools, each with the first sample of the week before a day. */
export function readToSample(clusterId: string, day: string): Statement {
  return sql`select t.id as "tenantId", t.schema_name as schema, b.day as "beforeDay", b.bytes as "beforeBytes"
    from tenants t left join lateral (${firstOfWeek(sql`t.id`, sql`${day}::date`)}) b on true
    where t.cluster_id = ${clusterId} and ${PROVISIONED} order by t.schema_name`;
}

/** A sample as it is stored. */
export type NewSample = {
  tenant_id: string;
  tables: number;
  rows: number;
  dead_rows: number;
  table_bytes: number;
  index_bytes: number;
  toast_bytes: number;
  whole_scans: number;
  index_scans: number;
  unused_indexes: number;
  unused_index_bytes: number;
  cache_hit_share: number | null;
  last_vacuum_at: string | null;
  last_analyze_at: string | null;
  frozen_age: number;
  before_day: string | null;
  before_bytes: number | null;
  attention: readonly Attention[];
};

const VALUES = `tables, rows, dead_rows, table_bytes, index_bytes, toast_bytes, whole_scans, index_scans, unused_indexes,
  unused_index_bytes, cache_hit_share, last_vacuum_at, last_analyze_at, frozen_age, before_day, before_bytes, attention`;

/** A day's samples; one that was taken earlier that day is replaced. A school that is gone meanwhile has none. */
export function storeSamples(day: string, at: Date, samples: readonly NewSample[]): Statement {
  const names = VALUES.split(/,\s*/);
  const given = names.map((name) => `g.${name}`).join(", ");
  const replaced = ["sampled_at", ...names].map((name) => `${name} = excluded.${name}`).join(", ");
  return sql`insert into monitoring_samples (tenant_id, day, sampled_at, ${rawSql(VALUES)})
    select g.tenant_id, ${day}::date, ${at}::timestamptz, ${rawSql(given)}
    from jsonb_to_recordset(${json(samples)}::jsonb) as g(tenant_id uuid, tables integer, rows bigint, dead_rows bigint,
      table_bytes bigint, index_bytes bigint, toast_bytes bigint, whole_scans bigint, index_scans bigint, unused_indexes integer,
      unused_index_bytes bigint, cache_hit_share double precision, last_vacuum_at timestamptz, last_analyze_at timestamptz,
      frozen_age bigint, before_day date, before_bytes bigint, attention jsonb)
    where exists (select from tenants t where t.id = g.tenant_id)
    on conflict (tenant_id, day) do update set ${rawSql(replaced)}`;
}

export function pruneSamples(day: string, keptDays: number): Statement {
  return sql`delete from monitoring_samples where day < ${day}::date - ${keptDays}::integer`;
}
