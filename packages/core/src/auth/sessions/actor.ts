import type { Actor } from "../../executor/actor.ts";
import { type AuthScope, hasAccountTables, hasUsers, storeOf } from "../scope.ts";
import type { AuthServices } from "../services.ts";
import { actorOf } from "../users/actor.ts";
import { sessionMs } from "./policy.ts";
import { extendSession, type SessionRow, selectSession } from "./queries.ts";
import { hashToken } from "./token-hash.ts";

/** A session's end is moved when it has come nearer by a tenth of its length, and by an hour at most. */
const LONGEST_STEP_MS = 3_600_000;

export async function actorOfSession(
  { db, clock }: AuthServices,
  scope: AuthScope,
  sessionToken: string,
): Promise<Actor | undefined> {
  if (!hasUsers(scope)) return undefined;
  const now = clock();
  const store = storeOf(db, scope);
  const canImpersonate = scope.kind === "tenant" && hasAccountTables(scope);
  const row = await store.first<SessionRow>(selectSession(await hashToken(sessionToken), now, canImpersonate));
  if (!row) return undefined;
  const actor = actorOf(scope, { id: row.user_id, email: row.email, user_type: row.user_type }, row.id);
  // Its end was fixed when it began.
  if (row.impersonator_id !== null && row.impersonator_email !== null)
    return { ...actor, impersonator: { userId: row.impersonator_id, email: row.impersonator_email } } as Actor;

  const length = sessionMs(scope);
  // A school that shortens its sessions means those already open too.
  if (row.updated_at.getTime() + length <= now.getTime()) return undefined;
  const end = now.getTime() + length;
  if (end - row.expires_at.getTime() >= Math.min(length / 10, LONGEST_STEP_MS))
    await store.execute(extendSession(row.id, new Date(end), now));
  return actor;
}
