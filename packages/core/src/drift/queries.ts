import { type Statement, sql } from "@pepro/db";

export type ProvisionedSchool = {
  id: string;
  clusterId: string;
  schemaName: string;
  roleName: string;
  schoolName: string;
  schemaVersion: number;
};

/** Every school whose tables there are, or one. */
export function readProvisioned(id: string | undefined): Statement {
  return sql`select id, cluster_id as "clusterId", schema_name as "schemaName", role_name as "roleName",
      school_name as "schoolName", schema_version as "schemaVersion"
    from tenants where provisioned_at is not null and deleted_at is null and (${id ?? null}::uuid is null or id = ${id ?? null})
    order by schema_name`;
}
