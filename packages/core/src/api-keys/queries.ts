import { type Statement, sql } from "@pepro/db";

export type KeyRow = {
  id: string;
  name: string;
  scopes: string[];
  prefix: string;
  created_by: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
};

export function insertKey(
  key: Pick<KeyRow, "id" | "name" | "scopes" | "prefix" | "created_by" | "created_at" | "expires_at">,
  keyHash: string,
): Statement {
  return sql`insert into api_keys (id, name, scopes, prefix, key_hash, expires_at, created_by, created_at)
    values (${key.id}, ${key.name}, ${key.scopes}::text[], ${key.prefix}, ${keyHash}, ${key.expires_at},
      ${key.created_by}, ${key.created_at})`;
}

export function selectKeys(): Statement {
  return sql`select id, name, to_jsonb(scopes) as scopes, prefix, created_by, created_at, expires_at, last_used_at, revoked_at
    from api_keys order by created_at desc, id desc limit 500`;
}

/** @returns one row, unless it was revoked before or is not there */
export function revokeKey(id: string, now: Date): Statement {
  return sql`update api_keys set revoked_at = ${now} where id = ${id} and revoked_at is null returning name`;
}
