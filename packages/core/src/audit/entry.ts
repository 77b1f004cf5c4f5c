import type { Actor, Proved } from "../executor/actor.ts";
import type { RequestMeta } from "../executor/request.ts";
import type { AuditNote } from "../executor/use-case.ts";
import { masked } from "./masking.ts";
import { storable, storableName, storableText } from "./storable.ts";

export type AuditOutcome = "done" | "refused" | "failed";

/** What was done, by whom, from where, and how it ended: every column but the chain's own. */
export type AuditEntry = {
  at: Date;
  action: string;
  outcome: AuditOutcome;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  /** Who really acted, where that is somebody else than the actor. */
  realActorId: string | null;
  realActorLabel: string | null;
  /** The school concerned; a school's own trail has no such column. */
  tenantId: string | null;
  targetKind: string | null;
  targetId: string | null;
  changes: Record<string, unknown> | null;
  requestId: string | null;
  ipAddress: string | null;
  userAgent: string | null;
};

type Ending = { action: string; outcome: AuditOutcome; at: Date };

/** @param now stored to the millisecond, as it is hashed. */
export function auditEntryOf(
  { action, outcome, at }: Ending,
  { actor, meta }: { actor: Actor; meta: RequestMeta },
  note: AuditNote,
): AuditEntry {
  const { target, changes } = note;
  const who = note.actor ?? actor;
  const { actorKind, actorId, actorLabel, realActorId = null, realActorLabel = null } = actorFields(who);
  return {
    at,
    action,
    outcome,
    actorKind,
    actorId,
    actorLabel: storableText(actorLabel),
    realActorId,
    realActorLabel,
    tenantId: note.tenantId ?? homeOf(who),
    targetKind: storableName(target?.kind ?? null),
    targetId: storableName(target?.id ?? null),
    changes: changes ? masked(storable(changes) as Record<string, unknown>) : null,
    requestId: storableName(meta.requestId),
    ipAddress: storableName(meta.ipAddress),
    userAgent: storableName(meta.userAgent),
  };
}

function homeOf(actor: Actor | Proved): string | null {
  return actor.kind === "member" || actor.kind === "apiKey" ? actor.tenantId : null;
}

type ActorFields = Pick<AuditEntry, "actorKind" | "actorId" | "actorLabel"> &
  Partial<Pick<AuditEntry, "realActorId" | "realActorLabel">>;

function actorFields(actor: Actor | Proved): ActorFields {
  if (actor.kind === "operator") return { actorKind: "operator", actorId: null, actorLabel: actor.label };
  if (actor.kind === "anonymous") return { actorKind: "anonymous", actorId: null, actorLabel: "" };
  if (actor.kind === "apiKey") return { actorKind: "apiKey", actorId: actor.keyId, actorLabel: actor.label };
  const actorKind = actor.kind === "member" ? actor.role : actor.kind;
  const own = { actorKind, actorId: actor.userId, actorLabel: actor.email };
  const real = actor.kind === "member" ? actor.impersonator : undefined;
  return real ? { ...own, realActorId: real.userId, realActorLabel: real.email } : own;
}
