import type { AuditEntryView } from "@pepro/contracts";
import { hexOf, PLATFORM_CHAIN } from "./chain.ts";
import type { AuditEntry } from "./entry.ts";
import type { Trail } from "./trail.ts";

/** An entry as it is stored. */
export type AuditRow = Omit<AuditEntry, "tenantId"> & {
  id: number;
  /** Microseconds since 1970: older entries have them, and pages go on after one. */
  micros: number;
  /** Not there in a school's own trail, where all concerns the school. */
  tenantId?: string | null;
  seq: number | null;
  hash: Uint8Array | null;
};

/** What a hash was made of, as far as the row still has it. */
export function entryOf({ id: _id, micros: _micros, seq: _seq, hash: _hash, ...row }: AuditRow): AuditEntry {
  return { ...row, tenantId: row.tenantId ?? null };
}

export function viewOf(trail: Pick<Trail, "kind" | "chain">, row: AuditRow): AuditEntryView {
  const tenantId = trail.kind === "school" ? trail.chain : (row.tenantId ?? null);
  const hasRealActor = row.realActorId !== null || row.realActorLabel !== null;
  return {
    id: row.id,
    chain: tenantId ?? PLATFORM_CHAIN,
    seq: row.seq,
    hash: row.hash && hexOf(row.hash),
    at: row.at.toISOString(),
    action: row.action,
    outcome: row.outcome,
    actor: { kind: row.actorKind, id: row.actorId, label: row.actorLabel },
    realActor: hasRealActor ? { id: row.realActorId, label: row.realActorLabel ?? "" } : null,
    tenantId,
    target: row.targetKind === null ? null : { kind: row.targetKind, id: row.targetId ?? "" },
    changes: row.changes,
    requestId: row.requestId,
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
  };
}
