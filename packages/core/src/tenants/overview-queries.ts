import type { FleetOverview, SchoolType, TenantView } from "@pepro/contracts";
import { type Statement, sql, type Tx } from "@pepro/db";

export type GroupRow = {
  state: TenantView["state"];
  isActive: boolean;
  isDeleted: boolean;
  schoolType: SchoolType;
  schemaVersion: number;
  schools: number;
};

/** Schools counted by all that the overview tells them apart by. */
export function readGroups(tx: Tx): Promise<GroupRow[]> {
  return tx.query<GroupRow>(sql`
    select state, is_active as "isActive", deleted_at is not null as "isDeleted", school_type as "schoolType",
      schema_version as "schemaVersion", count(*) as schools
    from tenants group by 1, 2, 3, 4, 5`);
}

type Brief = { id: string; name: string; host: string; at: Date };

const BRIEF = sql`t.id, t.school_name as name,
  (select h.host from tenant_hosts h where h.tenant_id = t.id and h.kind = 'main') as host`;

export function readLatestOpenings(tx: Tx, limit: number): Promise<Brief[]> {
  return tx.query<Brief>(sql`select ${BRIEF}, t.provisioned_at as at from tenants t
    where t.provisioned_at is not null and t.deleted_at is null order by t.provisioned_at desc, t.id limit ${limit}`);
}

export function readLastActivity(tx: Tx): Promise<Brief | undefined> {
  return tx.first<Brief>(sql`select ${BRIEF}, t.last_accessed_at as at from tenants t
    where t.last_accessed_at is not null and t.deleted_at is null order by t.last_accessed_at desc limit 1`);
}

export type UnhealthyRow = Omit<Brief, "at"> & {
  reason: FleetOverview["unhealthy"][number]["reason"];
  version: number | null;
  since: Date;
  total: number;
};

/** Seconds between a school's claim and its lock within which it is not taken for abandoned. */
const CLAIM_SECONDS = 10;

/** Schools that need somebody, each once, for its gravest reason. */
export function readUnhealthy(
  tx: Tx,
  { latest, limit, lockKey, heldKeys }: { latest: number; limit: number; lockKey: Statement; heldKeys: Statement },
): Promise<UnhealthyRow[]> {
  return tx.query<UnhealthyRow>(sql`
    with judged as (
      select ${BRIEF}, t.schema_version, t.updated_at, case
        when t.state = 'failed' then 1
        when t.state = 'provisioning' and t.updated_at < now() - make_interval(secs => ${CLAIM_SECONDS})
          and ${lockKey} not in (${heldKeys}) then 2
        when t.provisioned_at is not null and t.schema_version < ${latest} then 3
        when t.provisioned_at is not null and t.schema_version > ${latest} then 4
        when exists (select from tenant_hosts h where h.tenant_id = t.id and h.verified_at is null
          and (h.kind = 'main' or h.is_primary)) then 5
        end as grade
      from tenants t where t.deleted_at is null)
    select id, name, host, case when grade in (3, 4) then schema_version end as version, updated_at as since,
      ('{provisioning_failed,provisioning_interrupted,migrations_behind,migrations_ahead,domain_unverified}'::text[])[grade]
        as reason, count(*) over () as total
    from judged where grade is not null order by grade, updated_at desc, id limit ${limit}`);
}
