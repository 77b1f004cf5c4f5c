import { type Statement, sql } from "@pepro/db";

export function selectMember(userId: string): Statement {
  return sql`select id, email, is_active from users where id = ${userId}`;
}

/** A session whose end stands from the start. No row when the user is not active. */
export function insertSession(session: {
  id: string;
  userId: string;
  tokenHash: string;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
  impersonationId: string;
  impersonatorId: string;
  impersonatorEmail: string;
  reason: string;
  now: Date;
}): Statement {
  return sql`insert into sessions (id, user_id, token_hash, expires_at, ip_address, user_agent, created_at, updated_at,
      impersonation_id, impersonator_id, impersonator_email, impersonation_reason)
    select ${session.id}::uuid, id, ${session.tokenHash}::text, ${session.expiresAt}::timestamptz,
      ${session.ipAddress}::text, ${session.userAgent}::text, ${session.now}::timestamptz, ${session.now}::timestamptz,
      ${session.impersonationId}::uuid, ${session.impersonatorId}::uuid, ${session.impersonatorEmail}::text,
      ${session.reason}::text
    from users where id = ${session.userId} and is_active
    returning (select u.user_type from users u where u.id = user_id) as role`;
}

export function deleteSessions(impersonationId: string): Statement {
  return sql`delete from sessions where impersonation_id = ${impersonationId}`;
}

export type OwnRow = {
  impersonation_id: string;
  impersonator_email: string;
  impersonation_reason: string;
  expires_at: Date;
};

export function selectOwn(sessionId: string): Statement {
  return sql`select impersonation_id, impersonator_email, impersonation_reason, expires_at from sessions
    where id = ${sessionId} and impersonation_id is not null`;
}
