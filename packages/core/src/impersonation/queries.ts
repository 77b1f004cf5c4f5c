import { join, type Statement, sql } from "@pepro/db";

export type NewImpersonation = {
  id: string;
  tenantId: string;
  userId: string;
  userEmail: string;
  superAdminId: string;
  superAdminEmail: string;
  reason: string;
  minutes: number;
  tokenHash: string;
  linkExpiresAt: Date;
  now: Date;
};

export function insertImpersonation(entry: NewImpersonation): Statement {
  return sql`insert into impersonations (id, tenant_id, user_id, user_email, superadmin_id, superadmin_email, reason,
      minutes, token_hash, link_expires_at, created_at)
    values (${entry.id}, ${entry.tenantId}, ${entry.userId}, ${entry.userEmail}, ${entry.superAdminId},
      ${entry.superAdminEmail}, ${entry.reason}, ${entry.minutes}, ${entry.tokenHash}, ${entry.linkExpiresAt},
      ${entry.now})`;
}

export type OpenedRow = {
  id: string;
  user_id: string;
  user_email: string;
  superadmin_id: string;
  superadmin_email: string;
  reason: string;
  ends_at: Date;
};

/**
 * Uses a link up: on its school's host, once, in its time, and while its super-admin is one. Of several at once one wins,
 * and the others do not wait for it: they would hold the connections that it needs.
 */
export function openLink(tokenHash: string, tenantId: string, now: Date): Statement {
  return sql`with link as (
      select id from impersonations
      where token_hash = ${tokenHash} and tenant_id = ${tenantId} and opened_at is null and ended_at is null
        and link_expires_at > ${now}
      for update skip locked
    )
    update impersonations i set opened_at = ${now}, ends_at = ${now}::timestamptz + make_interval(mins => i.minutes)
    from link, users u
    where i.id = link.id and u.id = i.superadmin_id and u.is_active
    returning i.id, i.user_id, i.user_email, i.superadmin_id, i.superadmin_email, i.reason, i.ends_at`;
}

/** A link that is still good, without using it up: for the page that asks before it does. */
export function selectLink(tokenHash: string, tenantId: string, now: Date): Statement {
  return sql`select user_email, superadmin_email, reason, minutes from impersonations
    where token_hash = ${tokenHash} and tenant_id = ${tenantId} and opened_at is null and ended_at is null
      and link_expires_at > ${now}`;
}

export function endImpersonation(id: string, by: string | null, now: Date): Statement {
  return sql`update impersonations set ended_at = ${now}, ended_by = ${by}
    where id = ${id} and ended_at is null returning tenant_id`;
}

/** One stay in a school or waiting link, all of a super-admin, or all in the place of a school's user. */
export type Stays = { id: string } | { superAdminId: string } | { tenantId: string; userId: string };

/** Those that may still have a session. */
export function selectUnended(stays: Stays, now: Date): Statement {
  return sql`select id, tenant_id from impersonations
    where ${conditionOf(stays)} and ended_at is null and coalesce(ends_at, link_expires_at) > ${now}`;
}

function conditionOf(stays: Stays): Statement {
  if ("id" in stays) return sql`id = ${stays.id}`;
  if ("superAdminId" in stays) return sql`superadmin_id = ${stays.superAdminId}`;
  return sql`tenant_id = ${stays.tenantId} and user_id = ${stays.userId}`;
}

export type EntryRow = Omit<OpenedRow, "ends_at"> & {
  tenant_id: string;
  school_name: string;
  minutes: number;
  link_expires_at: Date;
  created_at: Date;
  opened_at: Date | null;
  ends_at: Date | null;
  ended_at: Date | null;
  ended_by: string | null;
  total: number;
};

export function selectEntries(
  filter: { tenantId?: string | undefined; isOpen?: boolean | undefined; page: number; pageSize: number },
  now: Date,
): Statement {
  const isOpen = sql`(i.ended_at is null and coalesce(i.ends_at, i.link_expires_at) > ${now})`;
  const conditions = [sql`true`];
  if (filter.tenantId !== undefined) conditions.push(sql`i.tenant_id = ${filter.tenantId}`);
  if (filter.isOpen !== undefined) conditions.push(filter.isOpen ? isOpen : sql`not ${isOpen}`);
  return sql`select i.id, i.tenant_id, t.school_name, i.user_id, i.user_email, i.superadmin_id, i.superadmin_email,
      i.reason, i.minutes, i.link_expires_at, i.created_at, i.opened_at, i.ends_at, i.ended_at, i.ended_by,
      count(*) over () as total
    from impersonations i join tenants t on t.id = i.tenant_id
    where ${join(conditions, " and ")}
    order by i.created_at desc, i.id desc
    limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`;
}
