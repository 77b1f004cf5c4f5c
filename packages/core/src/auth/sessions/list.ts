import type { SessionView } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { type AuthScope, hasAccountTables } from "../scope.ts";
import { deviceOf } from "./device.ts";
import { longestTokenMs, sessionMs } from "./policy.ts";
import { type OpenSessionRow, selectOpenSessions } from "./queries.ts";

/** A user's open sessions, the last used first. @param currentId the one that asks */
export async function listSessions(
  tx: Pick<Tx, "query">,
  scope: AuthScope,
  userId: string,
  currentId: string | null,
  now: Date,
): Promise<SessionView[]> {
  const usedSince = new Date(now.getTime() - sessionMs(scope));
  const canImpersonate = scope.kind === "tenant" && hasAccountTables(scope);
  const tokenMs = longestTokenMs(scope);
  const rows = await tx.query<OpenSessionRow>(selectOpenSessions(userId, now, usedSince, tokenMs, canImpersonate));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    device: deviceOf(row.user_agent),
    ipAddress: row.ip_address,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    isCurrent: row.id === currentId,
    impersonatedBy: row.impersonated_by,
  }));
}
