import { type Statement, sql } from "@pepro/db";

export type UsableKeyRow = { id: string; name: string; scopes: string[]; last_used_at: Date | null };

export function selectUsableKey(keyHash: string, now: Date): Statement {
  return sql`select id, name, to_jsonb(scopes) as scopes, last_used_at from api_keys
    where key_hash = ${keyHash} and revoked_at is null and (expires_at is null or expires_at > ${now})`;
}

/** Not again while another process has just done it. */
export function touchKey(id: string, now: Date, unlessSince: Date): Statement {
  return sql`update api_keys set last_used_at = ${now}
    where id = ${id} and (last_used_at is null or last_used_at <= ${unlessSince})`;
}
