import { PeproError } from "@pepro/contracts";
import type { Core } from "../core.ts";
import { isServed } from "../migrations/bundle.ts";
import type { ResolvedTenant } from "./tenant.ts";

/** Seconds after which to ask again for a school whose tables are on their way to this program's version. */
const RETRY_AFTER_SECONDS = 15;

/**
 * The one door to a school's context, for requests, streams and jobs alike: without a school that is open and has its
 * tables, in a version that this program works with, there is none.
 * @throws PeproError `tenant_required`, `tenant_inactive`, `not_provisioned`, `tenant_unavailable`
 */
export function requireLive(core: Pick<Core, "migrations">, tenant: ResolvedTenant | undefined): ResolvedTenant {
  if (!tenant) throw new PeproError("tenant_required", {});
  if (!tenant.isActive) throw new PeproError("tenant_inactive", { host: tenant.domainUrl });
  if (!tenant.isProvisioned) throw new PeproError("not_provisioned", { tenantId: tenant.id });
  refuseUnserved(core, tenant);
  return tenant;
}

/** @throws PeproError `tenant_unavailable` for a school whose tables this program does not work with */
export function refuseUnserved({ migrations }: Pick<Core, "migrations">, tenant: ResolvedTenant): void {
  if (!tenant.isProvisioned || isServed(migrations, tenant.schemaVersion)) return;
  throw new PeproError("tenant_unavailable", { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/** Milliseconds between two looks at a school that somebody is being told of. */
const LOOK_MS = 1_000;

/** Aborts, with the reason, once a school is no longer live; `stop` ends the looking. */
export function watchLife(
  core: Pick<Core, "migrations" | "resolver">,
  { id, domainUrl }: ResolvedTenant,
): { signal: AbortSignal; stop(): void } {
  const over = new AbortController();
  const look = async () => {
    try {
      const now = await core.resolver.directory.resolve(domainUrl);
      if (now?.id === id) requireLive(core, now);
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
