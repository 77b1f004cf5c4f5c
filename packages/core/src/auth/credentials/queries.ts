import { type Statement, sql } from "@pepro/db";

/** Replaces an outdated hash, unless the password was changed meanwhile. */
export function replaceHash(userId: string, outdated: string, hash: string, now: Date): Statement {
  return sql`update accounts set password = ${hash}, updated_at = ${now}
    where user_id = ${userId} and provider_id = 'credential' and password = ${outdated}`;
}
