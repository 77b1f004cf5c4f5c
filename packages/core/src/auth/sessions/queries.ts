import type { UserType } from "@pepro/contracts";
import { type Statement, sql } from "@pepro/db";

export type SessionRow = {
  id: string;
  expires_at: Date;
  updated_at: Date;
  user_id: string;
  email: string;
  user_type: UserType;
};

/** An open session of an active user. */
export function selectSession(tokenHash: string, now: Date): Statement {
  return sql`select s.id, s.expires_at, s.updated_at, u.id as user_id, u.email, u.user_type
    from sessions s join users u on u.id = s.user_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.is_active`;
}

export function extendSession(id: string, expiresAt: Date, now: Date): Statement {
  return sql`update sessions set expires_at = ${expiresAt}, updated_at = ${now} where id = ${id}`;
}

export function deleteSession(tokenHash: string): Statement {
  return sql`delete from sessions where token_hash = ${tokenHash}`;
}
