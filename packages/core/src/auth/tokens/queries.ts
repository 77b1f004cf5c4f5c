import type { UserType } from "@pepro/contracts";
import { type Statement, sql } from "@pepro/db";

export type Issue = { tokenId: string; now: Date; expiresAt: Date };

/** A family and its first refresh token. Nothing when the user is not active. */
export function openFamily(
  family: { id: string; userId: string; ipAddress: string | null; userAgent: string | null },
  { tokenId, now, expiresAt }: Issue,
): Statement {
  return sql`with family as (
      insert into token_families (id, user_id, created_at, ip_address, user_agent)
      select ${family.id}::uuid, id, ${now}::timestamptz, ${family.ipAddress}::text, ${family.userAgent}::text
      from users where id = ${family.userId} and is_active
      returning id
    )
    insert into refresh_tokens (jti, family_id, expires_at, created_at)
    select ${tokenId}::uuid, id, ${expiresAt}::timestamptz, ${now}::timestamptz from family`;
}

type Presented = { jti: string; sid: string; user_id: string };

/** Uses a token and issues the next. No row when it was used, expired or revoked, or its user is inactive. */
export function rotate({ jti, sid, user_id }: Presented, { tokenId, now, expiresAt }: Issue): Statement {
  return sql`with used as (
      update refresh_tokens r set used_at = ${now}
      from token_families f join users u on u.id = f.user_id
      where r.jti = ${jti} and r.family_id = ${sid} and r.used_at is null and r.expires_at > ${now}
        and f.id = r.family_id and f.user_id = ${user_id} and f.revoked_at is null and u.is_active
      returning r.family_id
    )
    insert into refresh_tokens (jti, family_id, expires_at, created_at)
    select ${tokenId}::uuid, family_id, ${expiresAt}::timestamptz, ${now}::timestamptz from used
    returning jti`;
}

/** Revokes the family of a token that was used before `usedBefore`. */
export function revokeReused({ jti, sid }: Presented, now: Date, usedBefore: Date): Statement {
  return sql`update token_families f set revoked_at = ${now}
    where f.id = ${sid} and f.revoked_at is null
      and exists (
        select 1 from refresh_tokens r where r.jti = ${jti} and r.family_id = f.id and r.used_at < ${usedBefore}
      )`;
}

export function revokeFamily({ sid, user_id }: Presented, now: Date): Statement {
  return sql`update token_families set revoked_at = ${now}
    where id = ${sid} and user_id = ${user_id} and revoked_at is null`;
}

export type Holder = { id: string; email: string; user_type: UserType; is_active: boolean; family_open: boolean };

/** Whose a token is, and whether its family is still good. No row when the user is gone. */
export function selectHolder({ sid, user_id }: Presented): Statement {
  return sql`select u.id, u.email, u.user_type, u.is_active, f.id is not null as family_open
    from users u left join token_families f on f.id = ${sid} and f.user_id = u.id and f.revoked_at is null
    where u.id = ${user_id}`;
}

/** A row when a refresh token was not used yet and has not expired. */
export function selectUnused({ jti, sid }: Presented, now: Date): Statement {
  return sql`select jti from refresh_tokens
    where jti = ${jti} and family_id = ${sid} and used_at is null and expires_at > ${now}`;
}
