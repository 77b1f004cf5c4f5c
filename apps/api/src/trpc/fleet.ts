import {
  cancelFleetRun,
  getFleetLog,
  getFleetRun,
  getFleetStatus,
  listFleetRuns,
  pauseFleetRun,
  planFleetRun,
  resumeFleetRun,
  retryFailedSchools,
  startFleetRun,
  watchFleetRun,
} from "@pepro/core";
import { mutationOf, queryOf, router, subscriptionOf } from "./procedure.ts";

/** Migrations of all schools, for super-admins. What is started here runs in this server, behind the answer. */
export const fleet = router({
  status: queryOf(getFleetStatus),
  plan: queryOf(planFleetRun),
  runs: queryOf(listFleetRuns),
  run: queryOf(getFleetRun),
  log: queryOf(getFleetLog),
  watch: subscriptionOf(watchFleetRun),
  start: mutationOf(startFleetRun),
  pause: mutationOf(pauseFleetRun),
  resume: mutationOf(resumeFleetRun),
  retryFailed: mutationOf(retryFailedSchools),
  cancel: mutationOf(cancelFleetRun),
});
