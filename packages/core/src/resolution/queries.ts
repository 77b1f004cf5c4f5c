import { type Database, type Statement, sql } from "@pepro/db";
import { SELECT_TENANT, type TenantRow } from "../tenants/row.ts";
import { CHANGES_CHANNEL } from "./changes.ts";

/** The tenant that owns a host: its domain_url, or an alternative domain that was verified. */
export async function readTenantByHost(db: Database, host: string): Promise<TenantRow | undefined> {
  const rows = await db.queryPlatform<TenantRow>(sql`${SELECT_TENANT}
    where t.deleted_at is null and t.id = (
      select tenant_id from tenant_hosts
      where host = ${host} and (kind = 'main' or (kind = 'alternative' and verified_at is not null)))`);
  return rows[0];
}

export async function readTenantBySubdomain(db: Database, subdomain: string): Promise<TenantRow | undefined> {
  const rows = await db.queryPlatform<TenantRow>(
    sql`${SELECT_TENANT} where t.deleted_at is null and t.subdomain = ${subdomain}`,
  );
  return rows[0];
}

/** By what a tenant may be remembered. */
export function readNames(tenantId: string): Statement {
  return sql`select subdomain, to_jsonb(array(select host from tenant_hosts where tenant_id = t.id)) as hosts
    from tenants t where id = ${tenantId}`;
}

/** Moves `last_accessed_at` on, at most once a minute whichever process asks. */
export function touchTenant(db: Database, tenantId: string): Promise<unknown> {
  return db.queryPlatform(sql`update tenants set last_accessed_at = now()
    where id = ${tenantId} and (last_accessed_at is null or last_accessed_at < now() - interval '1 minute')`);
}

/** NOTIFY carries less than 8000 bytes; past that everything is forgotten instead. */
const LONGEST_PAYLOAD = 7_900;

/** Tells every process to forget these hosts; delivered when the transaction commits. */
export function announceChange(keys: readonly string[]): Statement {
  const payload = keys.join("\n");
  return sql`select pg_notify(${CHANGES_CHANNEL}, ${payload.length > LONGEST_PAYLOAD ? "*" : payload})`;
}

/** Tells every process to forget everything. */
export function announceAll(): Statement {
  return sql`select pg_notify(${CHANGES_CHANNEL}, '*')`;
}
