import { fleetRuns, fleetRunsInput } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../../executor/index.ts";
import { shownRun } from "./find.ts";
import { type RunsRow, readRuns } from "./queries.ts";

/** Runs, the latest first. */
export const listFleetRuns = defineUseCase({
  name: "fleet.runs",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "platform",
  input: fleetRunsInput.prefault({}),
  output: fleetRuns,
  run: async ({ tx }, input) => {
    const found = await tx.first<RunsRow>(readRuns(input));
    return { count: found?.count ?? 0, items: (found?.items ?? []).map(shownRun) };
  },
});
