import { PeproError } from "@pepro/contracts";
import type { TenantResolver } from "./resolver.ts";
import type { ResolvedTenant } from "./tenant.ts";

/**
 * The one door to a school's context, for requests, streams and jobs alike: without a school that is open and has its
 * tables there is none.
 * @throws PeproError `tenant_required`, `tenant_inactive`, `not_provisioned`
 */
export function requireLive(tenant: ResolvedTenant | undefined): ResolvedTenant {
  if (!tenant) throw new PeproError("tenant_required", {});
  if (!tenant.isActive) throw new PeproError("tenant_inactive", { host: tenant.domainUrl });
  if (!tenant.isProvisioned) throw new PeproError("not_provisioned", { tenantId: tenant.id });
  return tenant;
}

/** Milliseconds between two looks at a school that somebody is being told of. */
const LOOK_MS = 1_000;

/** Aborts, with the reason, once a school is no longer live; `stop` ends the looking. */
export function watchLife(
  { directory }: TenantResolver,
  { id, domainUrl }: ResolvedTenant,
): { signal: AbortSignal; stop(): void } {
  const over = new AbortController();
  const look = async () => {
    try {
      const now = await directory.resolve(domainUrl);
      if (now?.id === id) requireLive(now);
      else over.abort(new PeproError("tenant_not_found", { host: domainUrl }));
    } catch (error) {
      // A database that is away says nothing of the school.
      if (error instanceof PeproError) over.abort(error);
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  (timer as { unref?: () => void }).unref?.();
  return { signal: over.signal, stop: () => clearInterval(timer) };
}
