import { type OpeningJob, PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { type HeldJob, holdJob, type JobRow, readJob } from "./queries.ts";

/** A job as it is shown. @throws PeproError `not_found` */
export async function viewJob(tx: Tx, id: string): Promise<OpeningJob> {
  const row = await tx.first<JobRow>(readJob(id));
  if (!row) throw new PeproError("not_found", { entity: "openingJob", id });
  return row.job;
}

/**
 * Holds a job that is in one of these states until the transaction ends.
 * @throws PeproError `not_found`, `opening_state`
 */
export async function requireHeld(tx: Tx, id: string, states: readonly OpeningJob["state"][]): Promise<HeldJob> {
  const job = await tx.first<HeldJob>(holdJob(id));
  if (!job) throw new PeproError("not_found", { entity: "openingJob", id });
  if (!states.includes(job.state)) throw new PeproError("opening_state", { jobId: id, state: job.state });
  return job;
}
