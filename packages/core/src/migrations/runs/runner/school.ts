import { applyToSchools, type SchoolOutcome } from "../../apply-schools.ts";
import { latestVersion } from "../../bundle.ts";
import { isLost, isPassing, schoolFault } from "../../fault.ts";
import type { Job, Running } from "./job.ts";

/** What comes of a turn: over, to be tried again in so many milliseconds, or put off because of another school. */
export type TurnEnd = { kind: "done" | "skipped" | "failed" | "left" } | { kind: "again"; delayMs: number };

const NO_CHANGE = { version: null, milliseconds: null, files: null, fault: null };

/**
 * Gives schools of one cluster their turn. Whatever becomes of each is told; what it threw is its fault.
 * @returns an end for each of them, in their order
 * @throws when their cluster is gone
 */
export async function takeTurns(running: Running, jobs: readonly Job[]): Promise<TurnEnd[]> {
  const { core, journal, options } = running;
  const [first] = jobs;
  if (!first) return [];
  if (first.isGone) return [gone(running, first), ...(await takeTurns(running, jobs.slice(1)))];
  const attempt = first.attempts + 1;
  journal.school(first, { ...NO_CHANGE, attempts: attempt, state: "running" }, "school.started", { attempt });
  const began = performance.now();
  const outcomes = await applyToSchools(
    {
      owner: core.db.owner(first.clusterId),
      migrations: core.migrations.tenant,
      fake: options.fake,
      lockTimeoutMs: options.lockTimeoutMs,
      since: running.since,
    },
    jobs.map(({ schema, role, version }) => ({ schema, version, roles: { tenant: role } })),
  );
  const turns = outcomes.filter(({ kind }) => kind !== "left").length;
  const milliseconds = Math.round((performance.now() - began) / turns);
  const ends: TurnEnd[] = [];
  for (const [at, job] of jobs.entries()) {
    ends.push(await endOf(running, job, outcomes[at] ?? { kind: "left" }, milliseconds));
  }
  return ends;
}

function gone({ journal }: Running, job: Job): TurnEnd {
  const attempt = ++job.attempts;
  const row = { ...NO_CHANGE, attempts: attempt, state: "skipped" as const };
  journal.school(job, row, "school.skipped", { attempt, reason: "gone" });
  return { kind: "skipped" };
}

async function endOf(running: Running, job: Job, outcome: SchoolOutcome, milliseconds: number): Promise<TurnEnd> {
  const { core, journal, options } = running;
  if (outcome.kind === "left") return { kind: "left" };
  const attempt = ++job.attempts;
  const row = { ...NO_CHANGE, attempts: attempt };
  const tell = { attempt };
  if (outcome.kind === "applied") {
    const version = latestVersion(core.migrations.tenant);
    const files = [...outcome.before, ...outcome.now];
    const ended = { ...row, version, milliseconds, files };
    if (files.length === 0) {
      journal.school(job, { ...ended, state: "skipped" }, "school.skipped", { ...tell, reason: "current" });
      return { kind: "skipped" };
    }
    const data = { ...tell, files, toVersion: version, milliseconds };
    journal.school(job, { ...ended, state: "done" }, "school.done", data);
    return { kind: "done" };
  }
  const { error } = outcome;
  const fault = schoolFault({ log: core.log, migrations: core.migrations.tenant }, job.schema, error);
  const isAgain = (isPassing(error) || isLost(error)) && attempt <= options.retries;
  if (isAgain) {
    const delayMs = backoff(running, attempt);
    const retrying = { ...tell, delayMs, fault };
    journal.school(job, { ...row, state: "pending", milliseconds, fault }, "school.retrying", retrying);
    if (isLost(error)) await running.returned(job.clusterId, journal.halted);
    return { kind: "again", delayMs };
  }
  const data = { ...tell, milliseconds, fault };
  journal.school(job, { ...row, state: "failed", milliseconds, fault }, "school.failed", data);
  return { kind: "failed" };
}

/** Twice as long each time, and not the same for all who stumbled together. */
function backoff({ core }: Running, attempt: number): number {
  const { backoffMs, backoffMaxMs } = core.fleet.timing;
  return Math.round(Math.min(backoffMs * 2 ** (attempt - 1), backoffMaxMs) * (0.5 + Math.random()));
}
