import type { ApiKeyView } from "@pepro/contracts";
import type { KeyRow } from "./queries.ts";

export function viewOf(row: KeyRow, now: Date): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    prefix: row.prefix,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    state: stateOf(row, now),
  };
}

function stateOf({ revoked_at, expires_at }: KeyRow, now: Date): ApiKeyView["state"] {
  if (revoked_at) return "revoked";
  return expires_at && expires_at <= now ? "expired" : "active";
}
