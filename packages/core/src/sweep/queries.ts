import { rawSql, type Statement, sql } from "@pepro/db";

/** How much longer than its end a family of tokens is kept, so that a stolen token that comes back is recognised. */
const FAMILY_KEPT_DAYS = 7;

/** What is over, table by table, each at most `batch` rows at a time. */
export function expired(now: Date, batch: number): readonly Statement[] {
  const familiesUntil = new Date(now.getTime() - FAMILY_KEPT_DAYS * 86_400_000);
  return [
    inBatch("sessions", sql`expires_at <= ${now}`, batch),
    inBatch("verifications", sql`expires_at <= ${now}`, batch),
    inBatch("rate_limits", sql`last_request <= ${now.getTime()}::bigint`, batch),
    inBatch("refresh_tokens", sql`expires_at <= ${familiesUntil}`, batch),
    inBatch(
      "token_families",
      sql`created_at <= ${familiesUntil}
        and not exists (select 1 from refresh_tokens r where r.family_id = token_families.id)`,
      batch,
    ),
  ];
}

/** Rows that somebody else holds are left for the next time. */
function inBatch(table: string, condition: Statement, batch: number): Statement {
  return sql`delete from ${rawSql(table)} where ctid in (
    select ctid from ${rawSql(table)} where ${condition} limit ${batch} for update skip locked)`;
}

export type SweepPlace = { id: string; cluster_id: string; schema_name: string; role_name: string };

/**
 * Takes schools that were used since they were last swept, the longest ago first. Of several processes each takes others,
 * and one that dies leaves its schools to the next turn.
 */
export function claimSchools(now: Date, notSince: Date, most: number): Statement {
  return sql`update tenants set swept_at = ${now} where id in (
      select id from tenants
      where provisioned_at is not null and deleted_at is null and last_accessed_at is not null
        and (swept_at is null or (swept_at <= ${notSince} and last_accessed_at >= swept_at))
      order by swept_at nulls first, id limit ${most} for update skip locked)
    returning id, cluster_id, schema_name, role_name`;
}
