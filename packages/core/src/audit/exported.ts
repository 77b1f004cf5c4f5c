import type { AuditFormat } from "@pepro/contracts";
import { canonicalJson } from "./canonical.ts";
import { hexOf, PLATFORM_CHAIN } from "./chain.ts";
import { type AuditPayload, payloadOf } from "./payload.ts";
import { type AuditRow, entryOf } from "./rows.ts";
import type { Trail } from "./trail.ts";

/** A line of an export: the fields that the hash covers, flat, with the entry's place in its chain. */
export type ExportedEntry = AuditPayload & { id: number; chain: string; seq: number | null; hash: string | null };

export function exportedOf({ kind, chain }: Pick<Trail, "kind" | "chain">, row: AuditRow): ExportedEntry {
  const payload = payloadOf(entryOf(row), kind === "school");
  const own = kind === "school" ? chain : (row.tenantId ?? PLATFORM_CHAIN);
  return { ...payload, id: row.id, chain: own, seq: row.seq, hash: row.hash && hexOf(row.hash) };
}

const COLUMNS: Readonly<Record<string, (entry: ExportedEntry) => unknown>> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  tenant_id: ({ chain }) => (chain === PLATFORM_CHAIN ? null : chain),
  action: ({ action }) => action,
  outcome: ({ outcome }) => outcome,
  actor_kind: ({ actorKind }) => actorKind,
  actor_id: ({ actorId }) => actorId,
  actor_label: ({ actorLabel }) => actorLabel,
  real_actor_id: ({ realActorId }) => realActorId,
  real_actor_label: ({ realActorLabel }) => realActorLabel,
  target_kind: ({ targetKind }) => targetKind,
  target_id: ({ targetId }) => targetId,
  changes: ({ changes }) => changes && canonicalJson(changes),
  request_id: ({ requestId }) => requestId,
  ip_address: ({ ipAddress }) => ipAddress,
  user_agent: ({ userAgent }) => userAgent,
  seq: ({ seq }) => seq,
  hash: ({ hash }) => hash,
};

/** What comes before the first entry. */
export function headerOf(format: AuditFormat): string {
  return format === "csv" ? `${Object.keys(COLUMNS).join(",")}\r\n` : "";
}

export function lineOf(format: AuditFormat, entry: ExportedEntry): string {
  if (format === "jsonl") return `${canonicalJson(entry)}\n`;
  const cells = Object.values(COLUMNS).map((value) => cell(value(entry)));
  return `${cells.join(",")}\r\n`;
}

/** RFC 4180. What a spreadsheet would take for a formula is shown as the text it is. */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
