import type { AuthScope } from "../auth/index.ts";
import type { Actor } from "../executor/index.ts";
import type { ResolvedTenant } from "../resolution/index.ts";

/** Whose users a host knows: its school's, or on the main host the platform's own. */
export function scopeOfHost(tenant: ResolvedTenant | undefined): AuthScope {
  return tenant ? { kind: "tenant", tenant } : { kind: "platform" };
}

/** Where an actor's own account is: a super-admin's is on the platform, whatever host it visits. */
export function scopeOfActor(actor: Actor, tenant: ResolvedTenant | undefined): AuthScope {
  return actor.kind === "superadmin" ? { kind: "platform" } : scopeOfHost(tenant);
}
