import { type Statement, sql } from "@pepro/db";

/** Schools whose tables there are. */
export const PROVISIONED = sql`t.provisioned_at is not null and t.deleted_at is null`;

const HOST = sql`(select h.host from tenant_hosts h where h.tenant_id = t.id and h.kind = 'main')`;

export type SchoolRow = {
  tenantId: string;
  clusterId: string;
  schema: string;
  name: string;
  host: string;
  version: number;
};

export const SCHOOL = sql`t.id as "tenantId", t.schema_name as schema, t.school_name as name, ${HOST} as host,
  t.schema_version as version`;

export function readSchool(id: string): Statement {
  return sql`select ${SCHOOL}, t.cluster_id as "clusterId" from tenants t where t.id = ${id} and ${PROVISIONED}`;
}

export type TrendRow = {
  day: string;
  tableBytes: number;
  indexBytes: number;
  toastBytes: number;
  totalBytes: number;
  rows: number;
  deadRows: number;
};

export function readTrend(tenantId: string): Statement {
  return sql`select to_char(day, 'YYYY-MM-DD') as day, table_bytes as "tableBytes", index_bytes as "indexBytes",
      toast_bytes as "toastBytes", table_bytes + index_bytes + toast_bytes as "totalBytes", rows, dead_rows as "deadRows"
    from monitoring_samples where tenant_id = ${tenantId} order by monitoring_samples.day`;
}

/** Of a school the first sample of the week before a day. */
export function firstOfWeek(tenantId: Statement, day: Statement): Statement {
  return sql`select to_char(s.day, 'YYYY-MM-DD') as day, s.table_bytes + s.index_bytes + s.toast_bytes as bytes
    from monitoring_samples s where s.tenant_id = ${tenantId} and s.day >= ${day} - 7 and s.day < ${day} order by s.day limit 1`;
}

export type Before = { day: string; bytes: number };

export function readBefore(tenantId: string, day: string): Statement {
  return firstOfWeek(sql`${tenantId}::uuid`, sql`${day}::date`);
}
