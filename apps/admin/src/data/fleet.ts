import type { FleetEvent, FleetRun, fleetOptions, fleetRunInput } from "@pepro/contracts";
import { query, revalidate } from "@solidjs/router";
import type * as z from "zod";
import { client, patient } from "./client.ts";
import { fleetOverview } from "./overview.ts";
import { listSchools } from "./schools.ts";

export type FleetQuestion = z.input<typeof fleetRunInput>;
export type FleetStart = z.input<typeof fleetOptions>;
export type FleetPlan = Awaited<ReturnType<typeof planFleet>>;
export type { FleetEvent, FleetFault, FleetRun, FleetRunSchool, FleetSchoolState, FleetStatus } from "@pepro/contracts";

/** Who is at which version, who failed, and the run under way. */
export const fleetStatus = query(() => client.fleet.status.query(), "fleet-status");

/** Runs, the latest first. */
export const fleetRuns = query((page: number) => client.fleet.runs.query({ page }), "fleet-runs");

/** A run and a page of its schools. @throws PeproClientError `not_found` */
export const fleetRun = query((question: FleetQuestion) => client.fleet.run.query(question), "fleet-run");

/** What a run told of one school, attempt by attempt. @throws PeproClientError `not_found` */
export const fleetLog = query(
  async (run: string, school: string) => (await client.fleet.log.query({ id: run, tenantId: school })).events,
  "fleet-log",
);

/** What a run would do, by the ledger of each school that is behind: takes as long as there are many. */
export function planFleet() {
  return patient.fleet.plan.query({});
}

/** @throws PeproClientError `fleet_run_active`, `not_found` for a canary that is no school's schema */
export async function startRun(options: FleetStart): Promise<FleetRun> {
  const run = await client.fleet.start.mutate(options);
  forgetFleet();
  return run;
}

/** @throws PeproClientError `fleet_run_state`, `fleet_run_outdated`, `fleet_run_active` */
export async function turnRun(id: string, turn: "pause" | "resume" | "retryFailed" | "cancel"): Promise<FleetRun> {
  const run = await client.fleet[turn].mutate({ id });
  forgetFleet();
  return run;
}

/** What was read of schools' versions before they changed is asked for again. */
export function forgetFleet(): void {
  void revalidate([fleetStatus.key, fleetRuns.key, fleetRun.key, fleetLog.key, fleetOverview.key, listSchools.key]);
}

/** A page of a run's schools anew, while it goes on. */
export function refreshRun(): void {
  void revalidate([fleetRun.key, fleetLog.key]);
}

export type FleetListener = {
  onEvent: (event: FleetEvent) => void;
  /** Whether the stream was cut and is being taken up again. */
  onReconnecting: (isCut: boolean) => void;
  onEnd: () => void;
  /** What trying again would not mend. */
  onError: (error: unknown) => void;
};

/** Follows a run from what is known of it, to its end. @returns ends it. */
export function followRun(
  { id, lastEventId }: Pick<FleetRun, "id" | "lastEventId">,
  { onEvent, onReconnecting, onEnd, onError }: FleetListener,
): () => void {
  let isOver = false;
  const { unsubscribe } = client.fleet.watch.subscribe(
    { id, lastEventId },
    {
      onData: ({ data }) => onEvent(data),
      onConnectionStateChange: ({ state, error }) => onReconnecting(state === "connecting" && error !== null),
      onComplete: () => !isOver && onEnd(),
      onError,
    },
  );
  return () => {
    isOver = true;
    unsubscribe();
  };
}
