import { type FleetRunSchool, fleetRunDetail, fleetRunInput } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../../executor/index.ts";
import { runViewOf } from "./find.ts";
import { type RunRow, readRun, readRunSchools } from "./queries.ts";

/** A run and a page of its schools. @throws PeproError `not_found` */
export const getFleetRun = defineUseCase({
  name: "fleet.run",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "platform",
  input: fleetRunInput,
  output: fleetRunDetail,
  run: async ({ tx }, input) => {
    const [row, schools] = await Promise.all([
      tx.first<RunRow>(readRun(input.id)),
      tx.first<{ count: number; items: FleetRunSchool[] }>(readRunSchools(input)),
    ]);
    return { run: runViewOf(row, input.id), schools: schools ?? { count: 0, items: [] } };
  },
});
