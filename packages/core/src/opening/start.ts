import { openingInput, openingJob, PeproError } from "@pepro/contracts";
import type { Tx } from "@pepro/db";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { newId } from "../ids.ts";
import { nameOf } from "../migrations/runs/by.ts";
import { viewJob } from "./find.ts";
import { checksumOf, planOf } from "./plan.ts";
import { type ActiveJob, holdActive, insertJob, markCancelled, tellOfJob } from "./queries.ts";
import { goOn } from "./resume.ts";
import { launchJob } from "./runner/index.ts";

/**
 * Checks a whole file, writes it down as a job, and opens its schools in this process, behind the answer: those that are
 * not there yet. The same file again goes on with its job while that is not over; a job that nobody works on gives way to
 * another file.
 * @throws PeproError `validation_failed` with every fault of the file (`["csv", line, column]`), and nothing is opened;
 * `opening_active` while another process works on another file
 */
export const startOpening = defineUseCase({
  name: "opening.start",
  permission: orKey(superAdmin, "tenants:write"),
  access: "write",
  on: "platform",
  input: openingInput,
  output: openingJob,
  run: async ({ core, actor, tx, note, afterCommit }, { csv, fileName, concurrency }) => {
    const { faults, rows } = await planOf(tx, core.config, csv);
    if (faults.length > 0) {
      const issues = faults.map(({ line, column, rule, params }) => ({
        path: ["csv", line, column ?? ""],
        rule,
        params,
      }));
      throw new PeproError("validation_failed", { issues });
    }
    const by = nameOf(actor);
    const holder = newId();
    const { leaseMs } = core.openings.timing;
    const checksum = await checksumOf(rows);
    const active = await makeWay(tx, checksum, by);
    if (active) {
      note({ target: { kind: "openingJob", id: active.id }, changes: { resumed: fileName } });
      await goOn(tx, active, { by, holder, leaseMs });
      afterCommit(() => launchJob(core, active.id, holder));
      return viewJob(tx, active.id);
    }
    const id = newId();
    const job = { id, by, fileName, checksum, concurrency, holder, leaseMs };
    const placed = rows.map(({ line, input, given, outcome, tenantId, differences }) => ({
      ...{ line, subdomain: input.subdomain, schoolName: input.schoolName, input, given, tenantId, differences },
      state: outcome === "open" ? ("pending" as const) : outcome,
    }));
    const made = await tx.first(insertJob({ ...job, rows: placed }));
    // Somebody else was a moment sooner.
    if (!made) throw new PeproError("unavailable", { retryAfterSeconds: 1 });
    const toOpen = placed.filter(({ state }) => state === "pending").length;
    note({ target: { kind: "openingJob", id }, changes: { fileName, rows: rows.length, toOpen } });
    if (toOpen > 0) afterCommit(() => launchJob(core, id, holder));
    return viewJob(tx, id);
  },
});

/** @returns the job of the same file that is not over; one of another file is cancelled where nobody works on it */
async function makeWay(tx: Tx, checksum: string, by: string): Promise<ActiveJob | undefined> {
  const active = await tx.first<ActiveJob>(holdActive());
  if (!active || active.checksum === checksum) return active;
  if (active.isWorking) throw new PeproError("opening_active", { jobId: active.id, state: active.state });
  await tx.query(markCancelled(active.id));
  await tx.query(tellOfJob(active.id, "job.cancelled", { by }));
  return undefined;
}
