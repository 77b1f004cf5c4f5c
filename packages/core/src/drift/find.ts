import { type DriftSchool, drift, driftInput, PeproError } from "@pepro/contracts";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { examineCluster } from "./cluster.ts";
import { type ProvisionedSchool, readProvisioned } from "./queries.ts";

/**
 * Compares every school's catalog with that of a new school of its version, in one statement a cluster, and words the SQL
 * that would make it the same. Changes nothing. @throws PeproError `not_found`
 */
export const findDrift = defineUseCase({
  name: "drift.find",
  permission: superAdmin,
  access: "read",
  on: "none",
  input: driftInput,
  output: drift,
  run: async ({ core }, { school }) => {
    const rows = await core.db.queryPlatform<ProvisionedSchool>(readProvisioned(school));
    if (school !== undefined && rows.length === 0) throw new PeproError("not_found", { entity: "tenant", id: school });
    const found = new Map<string, DriftSchool>();
    for (const clusterId of new Set(rows.map((row) => row.clusterId))) {
      const its = rows.filter((row) => row.clusterId === clusterId);
      for (const each of await examineCluster(core, clusterId, its)) found.set(each.tenantId, each);
    }
    return { schools: rows.flatMap(({ id }) => found.get(id) ?? []) };
  },
});
