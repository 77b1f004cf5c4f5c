import type { Attention, FleetMonitoringInput } from "@pepro/contracts";
import { join, json, rawSql, type Statement, sql } from "@pepro/db";
import { PROVISIONED, SCHOOL, type SchoolRow } from "./school-queries.ts";

/** A school's sample as a row of a list has it; null columns where there is none, moments in PostgreSQL's own form. */
export type SampleRow = {
  day: string | null;
  sampledAt: string | null;
  tables: number;
  rows: number;
  deadRows: number;
  tableBytes: number;
  indexBytes: number;
  toastBytes: number;
  totalBytes: number;
  wholeScans: number;
  indexScans: number;
  unusedIndexes: number;
  unusedIndexBytes: number;
  cacheHitShare: number | null;
  lastVacuumAt: string | null;
  lastAnalyzeAt: string | null;
  frozenAge: number;
  beforeDay: string | null;
  grownBytes: number | null;
  attention: Attention[];
};

export type ListedRow = Omit<SchoolRow, "clusterId"> & SampleRow;

/** `school`: every school whose tables there are, with its latest sample. */
const SCHOOLS = sql`
  with school as materialized (
    select ${SCHOOL}, to_char(s.day, 'YYYY-MM-DD') as day, s.sampled_at as "sampledAt", s.tables, s.rows, s.dead_rows as "deadRows",
      s.table_bytes as "tableBytes", s.index_bytes as "indexBytes", s.toast_bytes as "toastBytes",
      s.table_bytes + s.index_bytes + s.toast_bytes as "totalBytes", s.whole_scans as "wholeScans", s.index_scans as "indexScans",
      s.unused_indexes as "unusedIndexes", s.unused_index_bytes as "unusedIndexBytes", s.cache_hit_share as "cacheHitShare",
      s.last_vacuum_at as "lastVacuumAt", s.last_analyze_at as "lastAnalyzeAt", s.frozen_age as "frozenAge",
      to_char(s.before_day, 'YYYY-MM-DD') as "beforeDay",
      s.table_bytes + s.index_bytes + s.toast_bytes - s.before_bytes as "grownBytes", s.attention
    from tenants t left join lateral (
      select day, sampled_at, tables, rows, dead_rows, table_bytes, index_bytes, toast_bytes, whole_scans, index_scans, unused_indexes,
        unused_index_bytes, cache_hit_share, last_vacuum_at, last_analyze_at, frozen_age, before_day, before_bytes, attention
      from monitoring_samples where tenant_id = t.id order by day desc limit 1) s on true
    where ${PROVISIONED})`;

const ORDER: Record<FleetMonitoringInput["sort"], string> = {
  size: '"totalBytes"',
  growth: '"grownBytes"',
  rows: "rows",
  deadRows: '"deadRows"',
  wholeScans: '"wholeScans"',
  attention: "jsonb_array_length(attention)",
  name: "name",
};

export type ListRow = { count: number; items: ListedRow[] };

/** One page of the schools, and how many there are in all. */
export function listSchools(input: FleetMonitoringInput): Statement {
  const conditions = [sql`true`];
  if (input.needsAttention) conditions.push(sql`attention <> '[]'::jsonb`);
  if (input.code) conditions.push(sql`attention @> ${json([{ code: input.code }])}::jsonb`);
  for (const word of (input.search ?? "").toLowerCase().split(/\s+/).filter(Boolean)) {
    conditions.push(sql`strpos(lower(name || ' ' || schema || ' ' || host), ${word}) > 0`);
  }
  const descending = input.descending ?? input.sort !== "name";
  const order = rawSql(`${ORDER[input.sort]} ${descending ? "desc" : "asc"} nulls last, schema`);
  return sql`${SCHOOLS}, found as (select to_jsonb(school) as shown, row_number() over (order by ${order}) as place from school
      where ${join(conditions, " and ")})
    select (select count(*) from found) as count, (select coalesce(jsonb_agg(shown order by place), '[]'::jsonb) from found
      where place > ${(input.page - 1) * input.pageSize} and place <= ${input.page * input.pageSize}) as items`;
}

export type TotalsRow = {
  sampledAt: Date | null;
  schools: number;
  sampled: number;
  needingAttention: number;
  tables: number;
  rows: number;
  deadRows: number;
  tableBytes: number;
  indexBytes: number;
  toastBytes: number;
  totalBytes: number;
  grownBytes: number;
  reasons: { code: Attention["code"]; schools: number }[];
};

export function readTotals(): Statement {
  const sums = ["tables", "rows", "deadRows", "tableBytes", "indexBytes", "toastBytes", "totalBytes", "grownBytes"].map(
    (name) => `coalesce(sum("${name}"), 0)::bigint as "${name}"`,
  );
  return sql`${SCHOOLS}
    select max("sampledAt") as "sampledAt", count(*) as schools, count(day) as sampled,
      count(*) filter (where attention <> '[]'::jsonb) as "needingAttention", ${rawSql(sums.join(", "))},
      (select coalesce(jsonb_agg(to_jsonb(r) order by r.schools desc, r.code), '[]'::jsonb) from (
        select a->>'code' as code, count(distinct "tenantId") as schools from school, jsonb_array_elements(attention) a
        group by 1) r) as reasons
    from school`;
}
