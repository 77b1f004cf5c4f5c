import { createPool, type Pool } from "./pool.ts";
import type { Row, Rows } from "./run.ts";
import type { Statement } from "./statement.ts";
import {
  platformQuery,
  platformReading,
  platformTransaction,
  type TenantScope,
  tenantQuery,
  tenantReading,
  tenantTransaction,
} from "./tenant.ts";
import type { Tx, WritingTx } from "./transaction.ts";

/** A tenant's place: which cluster, which schema, which role. */
export type TenantPlace = TenantScope & { clusterId: string };

/** The two logins of one cluster: the owner migrates and provisions, the runtime login serves. */
export type ClusterLogins = { ownerUrl?: string; runtimeUrl: string };

/** Every way to a database. Tenant SQL goes through `withTenant`, `readTenant` or `queryTenant` and nothing else. */
export type Database = {
  withTenant<T>(tenant: TenantPlace, work: (tx: WritingTx) => Promise<T>): Promise<T>;
  /** As `withTenant`; PostgreSQL refuses every change in it. */
  readTenant<T>(tenant: TenantPlace, work: (tx: Tx) => Promise<T>): Promise<T>;
  queryTenant<T = Row>(tenant: TenantPlace, statement: Statement): Promise<Rows<T>>;
  withPlatform<T>(work: (tx: WritingTx) => Promise<T>): Promise<T>;
  /** As `withPlatform`; PostgreSQL refuses every change in it. */
  readPlatform<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  queryPlatform<T = Row>(statement: Statement): Promise<Rows<T>>;
  /** The owner's pool of a cluster, for migrations and provisioning. @throws RangeError when this process has no owner login. */
  owner(clusterId: string): Pool;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** The cluster that holds the control plane: `public`, and the first schools. */
  control: ClusterLogins & { id: string };
  /** Logins of a further cluster by id; undefined when unknown here. */
  cluster?: (id: string) => ClusterLogins | undefined;
  maxConnections?: number;
  maxOwnerConnections?: number;
  applicationName?: string;
};

/** Opens the pools of every cluster on first use. */
export function createDatabase(options: DatabaseOptions): Database {
  const pools = new Map<string, Pool>();
  const logins = (id: string): ClusterLogins => {
    const found = id === options.control.id ? options.control : options.cluster?.(id);
    if (!found) throw new RangeError(`unknown cluster: ${id}`);
    return found;
  };
  const pool = (key: string, url: string, max: number | undefined, prepares = false): Pool => {
    const open = pools.get(key);
    if (open) return open;
    const applicationName = options.applicationName ?? "pepro";
    const made = createPool({ url, ...(max && { max }), applicationName, prepares });
    pools.set(key, made);
    return made;
  };
  const runtime = (id: string) => pool(`runtime:${id}`, logins(id).runtimeUrl, options.maxConnections, true);

  return {
    withTenant: async (tenant, work) => tenantTransaction(runtime(tenant.clusterId), tenant, work),
    readTenant: async (tenant, work) => tenantReading(runtime(tenant.clusterId), tenant, work),
    queryTenant: async (tenant, statement) => tenantQuery(runtime(tenant.clusterId), tenant, statement),
    withPlatform: async (work) => platformTransaction(runtime(options.control.id), work),
    readPlatform: async (work) => platformReading(runtime(options.control.id), work),
    queryPlatform: async (statement) => platformQuery(runtime(options.control.id), statement),
    owner: (id) => {
      const { ownerUrl } = logins(id);
      if (!ownerUrl) throw new RangeError(`no owner login for cluster: ${id}`);
      return pool(`owner:${id}`, ownerUrl, options.maxOwnerConnections ?? 5);
    },
    close: async () => {
      await Promise.all([...pools.values()].map((open) => open.end()));
    },
  };
}
