import { type Statement, sql } from "@pepro/db";

export type Resettable = { id: string; email: string; first_name: string };

/**
 * A reset for the active account of an address, in whatever case it is written; without one, a row that is nobody's. One
 * row: the account.
 */
export function issueFor(email: string, id: string, identifier: string, expiresAt: Date): Statement {
  return sql`with owner as (select id, email, first_name from users where lower(email) = lower(${email}) and is_active),
    issued as (
      insert into verifications (id, identifier, value, expires_at)
      values (${id}, ${identifier}, coalesce((select id::text from owner), ${id}::text), ${expiresAt})
    )
    select id, email, first_name from owner`;
}

/** Whose link this is, while it is good and the account active. */
export function selectReset(identifier: string, now: Date): Statement {
  return sql`select v.value as user_id from verifications v join users u on u.id::text = v.value
    where v.identifier = ${identifier} and v.expires_at > ${now} and u.is_active`;
}

/** Of several at once one gets the row. */
export function takeReset(identifier: string, now: Date): Statement {
  return sql`delete from verifications where identifier = ${identifier} and expires_at > ${now} returning value as user_id`;
}
