import type { ImpersonationView } from "@pepro/contracts";
import type { Core } from "../core.ts";
import type { Actor } from "../executor/index.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import { endImpersonation } from "./queries.ts";
import { type OwnRow, selectOwn } from "./school-queries.ts";

type OwnImpersonation = {
  id: string;
  view: ImpersonationView;
  /** Tells the platform that it is over, once its session is. What is never told ends by its time. */
  noteEnd(now: Date): Promise<void>;
};

/** The stay in a school that a session is of; undefined for an ordinary one. */
export async function ownImpersonation(
  { db }: Core,
  actor: Actor,
  tenant: ResolvedTenant | undefined,
): Promise<OwnImpersonation | undefined> {
  if (!tenant || actor.kind !== "member" || !actor.impersonator) return undefined;
  const [row] = await db.queryTenant<OwnRow>(tenant, selectOwn(actor.sessionId));
  if (!row) return undefined;
  const { impersonation_id: id, impersonator_email: by, impersonation_reason: reason } = row;
  return {
    id,
    view: { by, until: row.expires_at.toISOString(), reason },
    noteEnd: async (now) => {
      await db.queryPlatform(endImpersonation(id, by, now));
    },
  };
}

/** Who is really behind this session; null for an ordinary one. */
export async function impersonationOf(
  core: Core,
  actor: Actor,
  tenant: ResolvedTenant | undefined,
): Promise<ImpersonationView | null> {
  return (await ownImpersonation(core, actor, tenant))?.view ?? null;
}
