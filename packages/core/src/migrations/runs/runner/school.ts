import { applyToSchool } from "../../apply-school.ts";
import { latestVersion } from "../../bundle.ts";
import { isLost, isPassing, schoolFault } from "../../fault.ts";
import type { Job, Running } from "./job.ts";

/** What comes of a turn: over, or to be tried again in so many milliseconds. */
export type TurnEnd = { kind: "done" | "skipped" | "failed" } | { kind: "again"; delayMs: number };

/** Gives a school its turn. Whatever becomes of it is told; what it threw is its fault. @throws when its cluster is gone */
export async function takeTurn(running: Running, job: Job): Promise<TurnEnd> {
  const { core, journal, options } = running;
  const attempt = job.attempts + 1;
  job.attempts = attempt;
  const row = { attempts: attempt, version: null, milliseconds: null, files: null, fault: null };
  const tell = { attempt };
  if (job.isGone) {
    journal.school(job, { ...row, state: "skipped" }, "school.skipped", { ...tell, reason: "gone" });
    return { kind: "skipped" };
  }
  journal.school(job, { ...row, state: "running" }, "school.started", tell);
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  try {
    const { migrations } = core;
    const { now, before } = await applyToSchool({
      owner: core.db.owner(job.clusterId),
      schema: job.schema,
      migrations: migrations.tenant,
      roles: { tenant: job.role },
      fake: options.fake,
      lockTimeoutMs: options.lockTimeoutMs,
      hasLedger: job.version > 0,
      since: running.since,
    });
    const version = latestVersion(migrations.tenant);
    const files = [...before, ...now];
    const ended = { ...row, version, milliseconds: took(), files };
    if (files.length === 0) {
      journal.school(job, { ...ended, state: "skipped" }, "school.skipped", { ...tell, reason: "current" });
      return { kind: "skipped" };
    }
    const data = { ...tell, files, toVersion: version, milliseconds: ended.milliseconds };
    journal.school(job, { ...ended, state: "done" }, "school.done", data);
    return { kind: "done" };
  } catch (error) {
    const milliseconds = took();
    const fault = schoolFault({ log: core.log, migrations: core.migrations.tenant }, job.schema, error);
    const isAgain = (isPassing(error) || isLost(error)) && attempt <= options.retries;
    if (isAgain) {
      const delayMs = backoff(running, attempt);
      const retrying = { ...tell, delayMs, fault };
      journal.school(job, { ...row, state: "pending", milliseconds, fault }, "school.retrying", retrying);
      if (isLost(error)) await running.returned(job.clusterId, journal.halted);
      return { kind: "again", delayMs };
    }
    journal.school(job, { ...row, state: "failed", milliseconds, fault }, "school.failed", {
      ...tell,
      milliseconds,
      fault,
    });
    return { kind: "failed" };
  }
}

/** Twice as long each time, and not the same for all who stumbled together. */
function backoff({ core }: Running, attempt: number): number {
  const { backoffMs, backoffMaxMs } = core.fleet.timing;
  return Math.round(Math.min(backoffMs * 2 ** (attempt - 1), backoffMaxMs) * (0.5 + Math.random()));
}
