import { type FleetMonitoring, fleetMonitoring, fleetMonitoringInput } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import {
  type ListedRow,
  type ListRow,
  listSchools,
  readTotals,
  type SampleRow,
  type TotalsRow,
} from "./list-queries.ts";

/** Every school's latest sample, a page at a time: of the control plane alone, so that no school is asked. */
export const getFleetMonitoring = defineUseCase({
  name: "monitoring.fleet",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "platform",
  input: fleetMonitoringInput.prefault({}),
  output: fleetMonitoring,
  run: async ({ core, tx }, input): Promise<FleetMonitoring> => {
    const [list, [all]] = await Promise.all([tx.first<ListRow>(listSchools(input)), tx.query<TotalsRow>(readTotals())]);
    const { reasons, sampledAt, ...totals } = all as TotalsRow;
    return {
      sampledAt: sampledAt?.toISOString() ?? null,
      limits: core.config.monitoring,
      totals,
      reasons,
      count: list?.count ?? 0,
      page: input.page,
      pageSize: input.pageSize,
      items: (list?.items ?? []).map(listed),
    };
  },
});

function listed(row: ListedRow): FleetMonitoring["items"][number] {
  const { tenantId, schema, name, host, version, ...sample } = row;
  return { tenantId, schema, name, host, version, sample: sampleOf(sample) };
}

function sampleOf(row: SampleRow): FleetMonitoring["items"][number]["sample"] {
  const { day, sampledAt, beforeDay, grownBytes, lastVacuumAt, lastAnalyzeAt, ...figures } = row;
  if (day === null) return null;
  return {
    ...figures,
    day,
    sampledAt: iso(sampledAt) ?? "",
    lastVacuumAt: iso(lastVacuumAt),
    lastAnalyzeAt: iso(lastAnalyzeAt),
    grown: beforeDay === null || grownBytes === null ? null : { bytes: grownBytes, since: beforeDay },
  };
}

function iso(moment: string | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}
