import { type FleetEvent, fleetLog, fleetLogInput } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../../executor/index.ts";
import { runViewOf } from "./find.ts";
import { type RunRow, readRun } from "./queries.ts";
import { readSchoolEvents } from "./watch-queries.ts";

/** Events of one school: an attempt has two at the most, and a run gives each school twenty of them. */
const MOST = 200;

/** What a run told of one school, attempt by attempt; empty for a school that has not begun. @throws PeproError `not_found` */
export const getFleetLog = defineUseCase({
  name: "fleet.log",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "platform",
  input: fleetLogInput,
  output: fleetLog,
  run: async ({ tx }, { id, tenantId }) => {
    const [run, found] = await Promise.all([
      tx.first<RunRow>(readRun(id)),
      tx.first<{ events: FleetEvent[] }>(readSchoolEvents(id, tenantId, MOST)),
    ]);
    runViewOf(run, id);
    return { events: found?.events ?? [] };
  },
});
