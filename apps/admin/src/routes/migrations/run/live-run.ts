import { fleetRunAfter } from "@pepro/contracts";
import { type FleetRun, followRun, refreshRun } from "../../../data/fleet.ts";
import { createLive, type Live } from "../../../features/live/create-live.ts";

/** A run as it happens, from what was found of it. */
export function createLiveRun(found: () => FleetRun): Live<FleetRun> {
  return createLive({ found, follow: followRun, after: fleetRunAfter, refresh: refreshRun });
}
