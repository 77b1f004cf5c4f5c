import type { UserType } from "@pepro/contracts";
import { rawSql, type Statement, sql } from "@pepro/db";

export type SessionRow = {
  id: string;
  expires_at: Date;
  updated_at: Date;
  user_id: string;
  email: string;
  user_type: UserType;
  impersonator_id: string | null;
  impersonator_email: string | null;
};

const IMPERSONATOR = rawSql("s.impersonator_id, s.impersonator_email");
const NOBODY = rawSql("null as impersonator_id, null as impersonator_email");

/** An open session of an active user. */
export function selectSession(tokenHash: string, now: Date, canImpersonate: boolean): Statement {
  return sql`select s.id, s.expires_at, s.updated_at, u.id as user_id, u.email, u.user_type,
      ${canImpersonate ? IMPERSONATOR : NOBODY}
    from sessions s join users u on u.id = s.user_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.is_active`;
}

/** No row when the user is not active. */
export function insertSession(session: {
  id: string;
  userId: string;
  tokenHash: string;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
  now: Date;
}): Statement {
  return sql`insert into sessions (id, user_id, token_hash, expires_at, ip_address, user_agent, created_at, updated_at)
    select ${session.id}::uuid, id, ${session.tokenHash}::text, ${session.expiresAt}::timestamptz,
      ${session.ipAddress}::text, ${session.userAgent}::text, ${session.now}::timestamptz, ${session.now}::timestamptz
    from users where id = ${session.userId} and is_active
    returning id`;
}

export function extendSession(id: string, expiresAt: Date, now: Date): Statement {
  return sql`update sessions set expires_at = ${expiresAt}, updated_at = ${now} where id = ${id}`;
}

export function deleteSession(tokenHash: string): Statement {
  return sql`delete from sessions where token_hash = ${tokenHash} returning user_id`;
}

export type OpenSessionRow = {
  id: string;
  kind: "browser" | "token";
  ip_address: string | null;
  user_agent: string | null;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  impersonated_by: string | null;
};

/**
 * A user's open sessions, and the token families that can still be refreshed. A family was last used when its newest
 * refresh token was issued.
 * @param usedSince sessions not used since then are over, whatever their row says
 * @param tokenMs the most that a school lets a token live, whatever its row says; undefined for no such limit
 */
export function selectOpenSessions(
  userId: string,
  now: Date,
  usedSince: Date,
  tokenMs: number | undefined,
  canImpersonate: boolean,
): Statement {
  const by = rawSql(canImpersonate ? "s.impersonator_email" : "null");
  const isFixed = rawSql(canImpersonate ? "s.impersonator_id is not null" : "false");
  return sql`select s.id, 'browser' as kind, s.ip_address, s.user_agent, s.created_at, s.updated_at as last_used_at,
      s.expires_at, ${by} as impersonated_by
    from sessions s
    where s.user_id = ${userId} and s.expires_at > ${now} and (s.updated_at > ${usedSince} or ${isFixed})
    union all
    select f.id, 'token', f.ip_address, f.user_agent, f.created_at, max(r.created_at), max(r.ends), null
    from token_families f join (
        select family_id, created_at, used_at,
          least(expires_at, created_at + ${tokenMs ?? null}::bigint * interval '1 millisecond') as ends
        from refresh_tokens
      ) r on r.family_id = f.id
    where f.user_id = ${userId} and f.revoked_at is null
    group by f.id
    having max(r.ends) filter (where r.used_at is null) > ${now}
    order by last_used_at desc, id`;
}

export function deleteSessionById(id: string, userId: string): Statement {
  return sql`delete from sessions where id = ${id} and user_id = ${userId}`;
}

export function revokeFamilyById(id: string, userId: string, now: Date): Statement {
  return sql`update token_families set revoked_at = ${now}
    where id = ${id} and user_id = ${userId} and revoked_at is null`;
}

/** Ends every session of a user but one, which may be none. */
export function deleteSessionsBut(userId: string, keptId: string | null): Statement {
  return sql`delete from sessions where user_id = ${userId} and id is distinct from ${keptId}::uuid`;
}

export function revokeFamiliesBut(userId: string, keptId: string | null, now: Date): Statement {
  return sql`update token_families set revoked_at = ${now}
    where user_id = ${userId} and revoked_at is null and id is distinct from ${keptId}::uuid`;
}
