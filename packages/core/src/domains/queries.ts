import { sql, type Tx } from "@pepro/db";

export type NewHost = {
  id: string;
  tenantId: string;
  host: string;
  kind: "main" | "alternative";
  isPrimary: boolean;
};

/** False when any school has the host, or had it. Hosts that the platform itself gives out count as verified. */
export async function insertHost(tx: Tx, host: NewHost): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into tenant_hosts (id, tenant_id, host, kind, is_primary, verified_at)
    values (${host.id}, ${host.tenantId}, ${host.host}, ${host.kind}, ${host.isPrimary}, now())
    on conflict (host) do nothing`);
  return inserted === 1;
}

export type HostRow = { id: string; tenantId: string; host: string; kind: "main" | "alternative" | "former" };

export function readHost(tx: Tx, host: string): Promise<HostRow | undefined> {
  return tx.first<HostRow>(
    sql`select id, tenant_id as "tenantId", host, kind from tenant_hosts where host = ${host} for update`,
  );
}

export async function retireMainHost(tx: Tx, tenantId: string): Promise<void> {
  await tx.execute(sql`update tenant_hosts set kind = 'former' where tenant_id = ${tenantId} and kind = 'main'`);
}

export async function promoteHost(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update tenant_hosts set kind = 'main', is_primary = false where id = ${id}`);
}

/** The host that was primary until now, where there was one. */
export async function clearPrimary(tx: Tx, tenantId: string): Promise<string | null> {
  const row = await tx.first<{ host: string }>(
    sql`update tenant_hosts set is_primary = false where tenant_id = ${tenantId} and is_primary returning host`,
  );
  return row?.host ?? null;
}

export async function deleteAlternative(tx: Tx, tenantId: string, id: string): Promise<string | undefined> {
  const row = await tx.first<{ host: string }>(
    sql`delete from tenant_hosts where tenant_id = ${tenantId} and id = ${id} and kind = 'alternative' returning host`,
  );
  return row?.host;
}

export async function readCreatedAt(tx: Tx, id: string): Promise<Date | undefined> {
  return (await tx.first<{ createdAt: Date }>(sql`select created_at as "createdAt" from tenant_hosts where id = ${id}`))
    ?.createdAt;
}
