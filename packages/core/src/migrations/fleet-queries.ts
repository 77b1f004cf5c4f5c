import { PeproError } from "@pepro/contracts";
import { type Database, sql } from "@pepro/db";

export type FleetRow = {
  id: string;
  clusterId: string;
  schemaName: string;
  roleName: string;
  schemaVersion: number;
};

/** Every school that has a schema, or the one of that name. @throws PeproError `not_found` */
export async function readFleet(db: Database, schema: string | undefined): Promise<FleetRow[]> {
  const rows = await db.queryPlatform<FleetRow>(sql`
    select id, cluster_id as "clusterId", schema_name as "schemaName", role_name as "roleName",
      schema_version as "schemaVersion"
    from tenants
    where provisioned_at is not null and deleted_at is null and (${schema ?? null}::text is null or schema_name = ${schema ?? null})
    order by schema_name`);
  if (schema !== undefined && rows.length === 0) throw new PeproError("not_found", { entity: "schema", id: schema });
  return rows;
}

/** Moves the control plane's mirror of a schema's version. */
export async function recordVersion(db: Database, id: string, version: number): Promise<void> {
  await db.queryPlatform(sql`update tenants set schema_version = ${version}, updated_at = now() where id = ${id}`);
}
