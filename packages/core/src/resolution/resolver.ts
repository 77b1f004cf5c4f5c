import { normalizeHost, PeproError } from "@pepro/contracts";
import type { Database } from "@pepro/db";
import { createDirectory, type Directory, type DirectoryOptions } from "./directory.ts";
import { readTenantByHost, readTenantBySubdomain } from "./queries.ts";
import { resolvedTenantOf } from "./resolve.ts";
import type { SharedDirectory } from "./shared.ts";
import type { ResolvedTenant } from "./tenant.ts";

/** What a request's host leads to: a school, or the platform itself. */
export type HostTarget = { kind: "platform"; host: string } | { kind: "tenant"; host: string; tenant: ResolvedTenant };

export type TenantResolver = {
  directory: Directory;
  /**
   * @param host the Host header as it came.
   * @param subdomainHint the legacy `X-Tenant-Subdomain`; counts on the main host alone, and only when it names a school.
   * @throws PeproError `tenant_not_found`, `tenant_inactive`
   */
  resolve(host: string | null | undefined, subdomainHint?: string | null): Promise<HostTarget>;
  /** The active school of its own host, if it is in memory and memory can be trusted; never asks the database. */
  peek(host: string): ResolvedTenant | undefined;
};

const SUBDOMAIN_KEY = "subdomain:";

export function createTenantResolver(
  db: Database,
  mainHosts: readonly string[],
  shared?: SharedDirectory,
): TenantResolver {
  const load = async (key: string) => {
    const row = key.startsWith(SUBDOMAIN_KEY)
      ? await readTenantBySubdomain(db, key.slice(SUBDOMAIN_KEY.length))
      : await readTenantByHost(db, key);
    return row && resolvedTenantOf(row);
  };
  return resolverOver(load, mainHosts, shared);
}

/** @param load finds the tenant of a host, or of `subdomain:<label>`. */
export function resolverOver(
  load: DirectoryOptions["load"],
  mainHosts: readonly string[],
  shared?: SharedDirectory,
): TenantResolver {
  const main = new Set(mainHosts);
  const directory = createDirectory({ load, shared });

  const hinted = async (host: string, hint: string | null | undefined): Promise<HostTarget> => {
    const label = hint?.trim().toLowerCase();
    const usable = label && /^[a-z0-9-]{1,63}$/.test(label);
    const tenant = usable ? await directory.resolve(`${SUBDOMAIN_KEY}${label}`) : undefined;
    return tenant ? answering(host, tenant) : { kind: "platform", host };
  };

  // A host that is a key as it stands, as most are, needs no reading.
  const peekAt = (host: string | undefined): ResolvedTenant | undefined =>
    host === undefined || main.has(host) || host.startsWith(SUBDOMAIN_KEY) ? undefined : directory.peek(host);

  return {
    directory,
    peek: (header) => {
      const tenant = peekAt(header) ?? peekAt(normalizeHost(header));
      return tenant?.isActive ? tenant : undefined;
    },
    resolve: async (header, hint) => {
      const host = normalizeHost(header);
      if (host === undefined) throw new PeproError("tenant_not_found", { host: "" });
      if (main.has(host)) return hinted(host, hint);
      const tenant = await directory.resolve(host);
      if (!tenant) throw new PeproError("tenant_not_found", { host });
      return answering(host, tenant);
    },
  };
}

function answering(host: string, tenant: ResolvedTenant): HostTarget {
  if (!tenant.isActive) throw new PeproError("tenant_inactive", { host });
  return { kind: "tenant", host, tenant };
}

/** Every key under which a tenant may be remembered. */
export function directoryKeys(subdomain: string, hosts: readonly string[]): string[] {
  return [`${SUBDOMAIN_KEY}${subdomain}`, ...hosts];
}
