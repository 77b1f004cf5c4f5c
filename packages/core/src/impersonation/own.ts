import type { ImpersonationView } from "@pepro/contracts";
import type { Core } from "../core.ts";
import type { Actor } from "../executor/index.ts";
import type { ResolvedTenant } from "../resolution/index.ts";
import { endImpersonation } from "./queries.ts";
import { type OwnRow, selectOwn } from "./school-queries.ts";

type Impersonating = Extract<Actor, { kind: "member" }>;

function isImpersonating(actor: Actor): actor is Impersonating {
  return actor.kind === "member" && actor.impersonator !== undefined;
}

async function ownRow(core: Core, actor: Actor, tenant: ResolvedTenant | undefined): Promise<OwnRow | undefined> {
  if (!tenant || !isImpersonating(actor)) return undefined;
  return (await core.db.queryTenant<OwnRow>(tenant, selectOwn(actor.sessionId)))[0];
}

/** Who is really behind this session; null for an ordinary one. */
export async function impersonationOf(
  core: Core,
  actor: Actor,
  tenant: ResolvedTenant | undefined,
): Promise<ImpersonationView | null> {
  const row = await ownRow(core, actor, tenant);
  if (!row) return null;
  return { by: row.impersonator_email, until: row.expires_at.toISOString(), reason: row.impersonation_reason };
}

/** Notes on the platform that whoever acts through this session has left; nothing for an ordinary one. */
export async function endOwnImpersonation(
  core: Core,
  actor: Actor,
  tenant: ResolvedTenant | undefined,
  now: Date,
): Promise<string | undefined> {
  const row = await ownRow(core, actor, tenant);
  if (!row) return undefined;
  await core.db.queryPlatform(endImpersonation(row.impersonation_id, row.impersonator_email, now));
  return row.impersonation_id;
}
