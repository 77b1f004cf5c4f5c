import { json, type Statement, sql } from "@pepro/db";

export type AuditEntry = {
  action: string;
  outcome: "done" | "refused" | "failed";
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  tenantId: string | null;
  targetKind: string | null;
  targetId: string | null;
  changes: Record<string, unknown> | null;
  requestId: string;
  ipAddress: string | null;
  userAgent: string | null;
};

/** Into the platform's trail. */
export function insertPlatformEntry(entry: AuditEntry): Statement {
  return sql`insert into public.audit_entries (tenant_id, action, outcome, actor_kind, actor_id, actor_label, target_kind,
      target_id, changes, request_id, ip_address, user_agent)
    values (${entry.tenantId}, ${sharedValues(entry)})`;
}

/** Into the trail of the school whose transaction this is. */
export function insertTenantEntry(entry: AuditEntry): Statement {
  return sql`insert into audit_entries (action, outcome, actor_kind, actor_id, actor_label, target_kind,
      target_id, changes, request_id, ip_address, user_agent)
    values (${sharedValues(entry)})`;
}

function sharedValues(entry: AuditEntry): Statement {
  const changes = entry.changes && json(entry.changes);
  return sql`${entry.action}, ${entry.outcome}, ${entry.actorKind}, ${entry.actorId}, ${entry.actorLabel},
    ${entry.targetKind}, ${entry.targetId}, ${changes}, ${entry.requestId}, ${entry.ipAddress}, ${entry.userAgent}`;
}
