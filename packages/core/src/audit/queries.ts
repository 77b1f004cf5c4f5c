import { json, type Statement, sql } from "@pepro/db";
import { GENESIS, PLATFORM_CHAIN } from "./chain.ts";
import type { AuditEntry } from "./entry.ts";
import { payloadText } from "./payload.ts";

/** Into the platform's trail, at the end of the chain of the school concerned or of the platform's own. */
export function insertPlatformEntry(entry: AuditEntry): Statement {
  const head = moveHead(entry.tenantId ?? PLATFORM_CHAIN, payloadText(entry, false));
  return sql`with ${head} insert into public.audit_entries (chain_seq, hash, tenant_id, at, action, outcome, actor_kind,
      actor_id, actor_label, real_actor_id, real_actor_label, target_kind, target_id, changes, request_id, ip_address,
      user_agent)
    select head.seq, head.hash, ${entry.tenantId}::uuid, ${sharedValues(entry)} from head`;
}

/** Into the trail of the school whose transaction this is, at the end of its chain. */
export function insertTenantEntry(entry: AuditEntry, tenantId: string): Statement {
  return sql`with ${moveHead(tenantId, payloadText(entry, true))} insert into audit_entries (chain_seq, hash, at, action,
      outcome, actor_kind, actor_id, actor_label, real_actor_id, real_actor_label, target_kind, target_id, changes,
      request_id, ip_address, user_agent)
    select head.seq, head.hash, ${sharedValues(entry)} from head`;
}

/** Into the trail of a school whose tables are older than chains: no column of theirs may be named. */
export function insertUnchainedEntry(entry: AuditEntry): Statement {
  return sql`insert into audit_entries (action, outcome, actor_kind, actor_id, actor_label, target_kind, target_id,
      changes, request_id, ip_address, user_agent)
    values (${entry.action}, ${entry.outcome}, ${entry.actorKind}, ${entry.actorId}, ${entry.actorLabel},
      ${entry.targetKind}, ${entry.targetId}, ${entry.changes && json(entry.changes)}, ${entry.requestId},
      ${entry.ipAddress}, ${entry.userAgent})`;
}

/** Moves a chain's head on by one entry. Its row stays locked until the commit, so that writers take their turns there. */
function moveHead(chain: string, payload: string): Statement {
  const bytes = sql`convert_to(${payload}::text, 'UTF8')`;
  return sql`head as (
      insert into audit_heads as h (chain, seq, hash)
      values (${chain}::uuid, 1, sha256(sha256(convert_to(${GENESIS + chain}::text, 'UTF8')) || ${bytes}))
      on conflict (chain) do update set seq = h.seq + 1, hash = sha256(h.hash || ${bytes})
      returning h.seq, h.hash
    )`;
}

function sharedValues(entry: AuditEntry): Statement {
  const changes = entry.changes && json(entry.changes);
  return sql`${entry.at}::timestamptz, ${entry.action}::text, ${entry.outcome}::text, ${entry.actorKind}::text,
    ${entry.actorId}::uuid, ${entry.actorLabel}::text, ${entry.realActorId}::uuid, ${entry.realActorLabel}::text,
    ${entry.targetKind}::text, ${entry.targetId}::text, ${changes}::jsonb, ${entry.requestId}::text,
    ${entry.ipAddress}::text, ${entry.userAgent}::text`;
}
