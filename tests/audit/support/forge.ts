import { createHash } from "node:crypto";
import type { AuditWorld } from "./trail.ts";

type Row = { hash: Uint8Array; previous: Uint8Array; payload: Record<string, unknown> };

/** Gives an entry of the school's the hash that fits what is in it now, as somebody would who read docs/audit.md. */
export async function forge(world: AuditWorld, seq: number): Promise<void> {
  const [row] = await world.asOwner<Row>(`select e.hash, p.hash as previous, jsonb_build_object(
      'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'action', e.action, 'outcome', e.outcome,
      'actorKind', e.actor_kind, 'actorId', e.actor_id, 'actorLabel', e.actor_label, 'realActorId', e.real_actor_id,
      'realActorLabel', e.real_actor_label, 'targetKind', e.target_kind, 'targetId', e.target_id, 'changes', e.changes,
      'requestId', e.request_id, 'ipAddress', e.ip_address, 'userAgent', e.user_agent) as payload
    from audit_entries e join audit_entries p on p.chain_seq = e.chain_seq - 1 where e.chain_seq = ${seq}`);
  if (!row) throw new Error("no such entry");
  const hash = createHash("sha256").update(row.previous).update(sorted(row.payload)).digest("hex");
  await world.asOwner(`update audit_entries set hash = '\\x${hash}' where chain_seq = ${seq}`);
}

function sorted(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([key, held]) => `${JSON.stringify(key)}:${sorted(held)}`).join(",")}}`;
}
