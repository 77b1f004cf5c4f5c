import { fleetStatus, fleetStatusInput } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../../executor/index.ts";
import { latestVersion } from "../bundle.ts";
import { shownRun } from "./find.ts";
import { type RunRow, readLatestRun, readRun } from "./queries.ts";
import { readStatus, type StatusRow } from "./status-queries.ts";

/** Which school is at which version, who is furthest behind, who failed, and the run under way: of the control plane alone. */
export const getFleetStatus = defineUseCase({
  name: "fleet.status",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "platform",
  input: fleetStatusInput.prefault({}),
  output: fleetStatus,
  run: async ({ core, tx }, { each }) => {
    const { tenant } = core.migrations;
    const latest = latestVersion(tenant);
    const [found, active, last] = await Promise.all([
      tx.first<StatusRow>(readStatus(latest, each)),
      tx.first<RunRow>(readRun(undefined)),
      tx.first<RunRow>(readLatestRun()),
    ]);
    const counted = found?.versions ?? [];
    const sum = (of: (version: number) => boolean) =>
      counted.reduce((total, { version, schools }) => total + (of(version) ? schools : 0), 0);
    const fileOf = (version: number) => tenant.find((migration) => migration.version === version)?.file ?? null;
    return {
      latest,
      schools: sum(() => true),
      behind: sum((version) => version < latest),
      ahead: sum((version) => version > latest),
      versions: counted.map(({ version, schools }) => ({ version, file: fileOf(version), schools })),
      oldest: found?.oldest ?? [],
      failed: found?.failed ?? [],
      failedCount: found?.failedCount ?? 0,
      ...(found?.each && { each: found.each }),
      active: active ? shownRun(active.run) : null,
      latestRun: last ? shownRun(last.run) : null,
    };
  },
});
