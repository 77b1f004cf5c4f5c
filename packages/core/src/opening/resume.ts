import { openingJob, openingJobId, PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { newId } from "../ids.ts";
import { nameOf } from "../migrations/runs/by.ts";
import { requireHeld, viewJob } from "./find.ts";
import { type ActiveJob, holdActive, markRunning, tellOfJob } from "./queries.ts";
import { launchJob } from "./runner/index.ts";

/**
 * Goes on with a job in this process: one that is paused or whose process was lost, or one that has ended with failures,
 * whose rows get another turn.
 * @throws PeproError `not_found`, `opening_state`, `opening_active` while there is another
 */
export const resumeOpening = defineUseCase({
  name: "opening.resume",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: openingJobId,
  output: openingJob,
  run: async ({ core, actor, tx, note, afterCommit }, { id }) => {
    note({ target: { kind: "openingJob", id } });
    const job = await requireHeld(tx, id, ["running", "paused", "failed"]);
    const active = await tx.first<ActiveJob>(holdActive());
    if (active && active.id !== id) throw new PeproError("opening_active", { jobId: active.id, state: active.state });
    const holder = newId();
    await goOn(tx, job, { by: nameOf(actor), holder, leaseMs: core.openings.timing.leaseMs });
    afterCommit(() => launchJob(core, id, holder));
    return viewJob(tx, id);
  },
});

/** The row of the job must be held. One that is running goes on as it is. */
export async function goOn(
  tx: Tx,
  { id, state }: { id: string; state: string },
  { by, holder, leaseMs }: { by: string; holder: string; leaseMs: number },
): Promise<void> {
  if (state === "running") return;
  const row = await tx.first<{ retried: number }>(markRunning(id, holder, leaseMs));
  await tx.query(tellOfJob(id, "job.resumed", { by, retried: row?.retried ?? 0 }));
}
