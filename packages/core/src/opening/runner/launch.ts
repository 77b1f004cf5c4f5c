import type { Core } from "../../core.ts";
import { newId } from "../../ids.ts";
import { readOrphans } from "./journal-queries.ts";
import { workOnJob } from "./run.ts";

/** Works on a job in this process, behind whoever asked; what it throws is logged, and told by `core.openings.settled`. */
export function launchJob(core: Core, jobId: string, holder: string): void {
  core.openings.launch(jobId, async (stop) => {
    try {
      await workOnJob(core, { jobId, holder }, stop);
    } catch (error) {
      core.log.error("opening of schools cut off", error, { job: jobId });
      throw error;
    }
  });
}

/** Takes up jobs whose process was lost. @returns their ids */
export async function adoptOpenings(core: Core): Promise<readonly string[]> {
  const rows = await core.db.queryPlatform<{ id: string }>(readOrphans());
  for (const { id } of rows) launchJob(core, id, newId());
  return rows.map(({ id }) => id);
}
