import type { Core } from "../../../core.ts";
import { readOrphans } from "./journal-queries.ts";
import { workOnRun } from "./run.ts";

/** Works on a run in this process, behind whoever asked; what it throws is logged, and told by `core.fleet.settled`. */
export function launchRun(core: Core, runId: string): void {
  core.fleet.launch(runId, async (stop) => {
    try {
      await workOnRun(core, runId, stop);
    } catch (error) {
      core.log.error("fleet run cut off", error, { run: runId });
      throw error;
    }
  });
}

/** Takes up runs whose process was lost. @returns their ids */
export async function adoptRuns(core: Core): Promise<readonly string[]> {
  const checksum = core.migrations.tenant.at(-1)?.checksum ?? "";
  const rows = await core.db.queryPlatform<{ id: string }>(readOrphans(checksum));
  for (const { id } of rows) launchRun(core, id);
  return rows.map(({ id }) => id);
}
