import type { Pool } from "@pepro/db";
import type { RolePlaceholders } from "./apply.ts";
import { type AppliedToSchool, applyToSchool } from "./apply-school.ts";
import { sendAtOnce, wholeTransaction } from "./at-once.ts";
import { latestVersion, type Migration } from "./bundle.ts";

export type ApplyToSchools = {
  owner: Pool;
  migrations: readonly Migration[];
  /** Record without running. */
  fake: boolean;
  /** Milliseconds a statement waits for a lock. */
  lockTimeoutMs: number;
  /** Files applied from this moment on count as ours: an attempt that was cut off did them. */
  since: Date;
};

export type SchoolToApply = {
  schema: string;
  roles: RolePlaceholders;
  /** What its tables are believed to be at; 0 where nothing was ever applied. */
  version: number;
};

export type SchoolOutcome =
  | ({ kind: "applied" } & AppliedToSchool)
  | { kind: "failed"; error: unknown }
  /** Something was amiss with one before it: nothing of it was begun. */
  | { kind: "left" };

/**
 * Brings schools of one cluster up to date, each in a transaction of its own, all of them sent as one message. A school
 * whose ledger is not what it is believed to be is looked at by itself, and the ones behind it are left.
 * @returns an outcome for each school, in their order
 */
export async function applyToSchools(
  options: ApplyToSchools,
  schools: readonly SchoolToApply[],
): Promise<SchoolOutcome[]> {
  const transactions = schools.map((school) => wholeTransaction(options, school));
  const end = transactions.indexOf(undefined);
  const together = (end < 0 ? transactions : transactions.slice(0, end)).filter((each) => each !== undefined);
  const { done, refused, fault } =
    together.length > 0 ? await sendAtOnce(options.owner, together) : { done: 0, refused: true };
  const outcomes: SchoolOutcome[] = [];
  for (const [at, school] of schools.entries()) {
    if (at < done) outcomes.push(await finish(options, school, transactions[at]?.files ?? []));
    else if (at > done || (!refused && !fault)) outcomes.push({ kind: "left" });
    else outcomes.push(fault ? { kind: "failed", ...fault } : await finish(options, school, []));
  }
  return outcomes;
}

/** What is left of a school: nothing mostly, or files that run concurrently, or all of it. */
async function finish(
  options: ApplyToSchools,
  school: SchoolToApply,
  applied: readonly Migration[],
): Promise<SchoolOutcome> {
  const now = applied.map(({ file }) => file);
  if (applied.at(-1)?.version === latestVersion(options.migrations)) return { kind: "applied", now, before: [] };
  try {
    const rest = await applyToSchool({ ...options, ...school });
    const before = rest.before.filter((file) => !now.includes(file));
    return { kind: "applied", now: [...now, ...rest.now], before };
  } catch (error) {
    return { kind: "failed", error };
  }
}
