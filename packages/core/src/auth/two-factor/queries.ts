import { type Statement, sql } from "@pepro/db";

export type TwoFactorRow = { sealed_secret: string };

/** First of all a transaction locks of these tables: recovery codes come after it. */
export function lockTwoFactor(userId: string): Statement {
  return sql`select sealed_secret from two_factors where user_id = ${userId} for update`;
}

/** A row for an account that asks for codes. */
export function selectConfirmed(userId: string): Statement {
  return sql`select 1 from two_factors where user_id = ${userId} and confirmed_at is not null`;
}

export type StateRow = { confirmed_at: Date | null; codes_left: number };

export function selectState(userId: string): Statement {
  return sql`select (select confirmed_at from two_factors where user_id = ${userId}) as confirmed_at,
    (select count(*) from recovery_codes where user_id = ${userId} and used_at is null) as codes_left`;
}

/** Begins anew while nothing is confirmed; an authenticator in use is not replaced. No row then. */
export function putSecret(userId: string, sealedSecret: string, now: Date): Statement {
  return sql`insert into two_factors as t (user_id, sealed_secret, created_at)
    values (${userId}, ${sealedSecret}, ${now})
    on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at,
      last_step = null
    where t.confirmed_at is null
    returning user_id`;
}

export function confirm(userId: string, now: Date): Statement {
  return sql`update two_factors set confirmed_at = ${now} where user_id = ${userId} and confirmed_at is null`;
}

/** Takes the half-minute of a code. No row when it or a later one was taken: of several at once one wins. */
export function takeStep(userId: string, step: number): Statement {
  return sql`update two_factors set last_step = ${step}
    where user_id = ${userId} and (last_step is null or last_step < ${step}) returning user_id`;
}

export function useRecoveryCode(userId: string, codeHash: string, now: Date): Statement {
  return sql`update recovery_codes set used_at = ${now}
    where user_id = ${userId} and code_hash = ${codeHash} and used_at is null returning id`;
}

export function insertRecoveryCodes(ids: readonly string[], userId: string, hashes: readonly string[]): Statement {
  return sql`insert into recovery_codes (id, user_id, code_hash)
    select id, ${userId}::uuid, hash from unnest(${ids}::uuid[], ${hashes}::text[]) as given (id, hash)`;
}

export function deleteRecoveryCodes(userId: string): Statement {
  return sql`delete from recovery_codes where user_id = ${userId}`;
}

export function deleteTwoFactor(userId: string): Statement {
  return sql`delete from two_factors where user_id = ${userId}`;
}

/** A sign-in that waits for its code: `identifier` holds the hash of its secret. */
export function insertChallenge(id: string, identifier: string, userId: string, expiresAt: Date): Statement {
  return sql`insert into verifications (id, identifier, value, expires_at)
    values (${id}, ${identifier}, ${userId}, ${expiresAt})`;
}

export function selectChallenge(identifier: string, now: Date): Statement {
  return sql`select v.value as user_id, u.email from verifications v join users u on u.id::text = v.value
    where v.identifier = ${identifier} and v.expires_at > ${now} and u.is_active`;
}

/** Of several at once one gets the row. */
export function takeChallenge(identifier: string): Statement {
  return sql`delete from verifications where identifier = ${identifier} returning value`;
}
