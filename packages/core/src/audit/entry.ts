import type { Actor } from "../executor/actor.ts";
import type { RequestMeta } from "../executor/request.ts";
import type { AuditNote } from "../executor/use-case.ts";
import type { AuditEntry } from "./queries.ts";

/** Secrets never reach the trail, whatever a use case notes. */
const SECRET_FIELD = /password(?!MinLength)|secret|token/i;

export function auditEntryOf(
  action: string,
  outcome: AuditEntry["outcome"],
  actor: Actor,
  meta: RequestMeta,
  note: AuditNote,
): AuditEntry {
  return {
    action,
    outcome,
    ...actorFields(actor),
    tenantId: note.tenantId ?? (actor.kind === "member" ? actor.tenantId : null),
    targetKind: note.target?.kind ?? null,
    targetId: note.target?.id ?? null,
    changes: note.changes ? masked(note.changes) : null,
    requestId: meta.requestId,
    ipAddress: meta.ipAddress,
    userAgent: meta.userAgent,
  };
}

function actorFields(actor: Actor): Pick<AuditEntry, "actorKind" | "actorId" | "actorLabel"> {
  if (actor.kind === "operator") return { actorKind: "operator", actorId: null, actorLabel: actor.label };
  if (actor.kind === "anonymous") return { actorKind: "anonymous", actorId: null, actorLabel: "" };
  if (actor.kind === "apiKey") return { actorKind: "apiKey", actorId: actor.keyId, actorLabel: actor.label };
  const actorKind = actor.kind === "member" ? actor.role : actor.kind;
  return { actorKind, actorId: actor.userId, actorLabel: actor.email };
}

function masked(changes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(changes).map(([field, change]) => [field, SECRET_FIELD.test(field) ? "***" : maskedWithin(change)]),
  );
}

function maskedWithin(change: unknown): unknown {
  if (Array.isArray(change)) return change.map(maskedWithin);
  const isPlain = typeof change === "object" && change !== null && Object.getPrototypeOf(change) === Object.prototype;
  return isPlain ? masked(change as Record<string, unknown>) : change;
}
