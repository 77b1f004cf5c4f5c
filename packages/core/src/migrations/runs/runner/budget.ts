import { CANARY_WAVE, type FleetOptions, type FleetPauseReason, type FleetShare } from "@pepro/contracts";
import type { Tally } from "./journal-queries.ts";

/**
 * Counts failures against what a run takes.
 * @returns counts one more failure of a wave: the reason to pause, once there are too many
 */
export function createBudget(
  options: FleetOptions,
  { forgiven, waves }: Tally,
): (wave: number) => FleetPauseReason | undefined {
  const failed = new Map(waves.map(({ wave, failed }) => [wave, failed]));
  const all = waves.reduce((sum, { schools }) => sum + schools, 0);
  const canary = waves.find(({ wave }) => wave === CANARY_WAVE)?.schools ?? 0;
  return (wave) => {
    failed.set(wave, (failed.get(wave) ?? 0) + 1);
    const reason = (count: number, allowed: number): FleetPauseReason | undefined =>
      count > allowed ? { kind: "budget", wave, failed: count, allowed } : undefined;
    const total = [...failed.values()].reduce((sum, count) => sum + count, 0) - forgiven;
    const inCanary = (failed.get(CANARY_WAVE) ?? 0) - forgiven;
    return (
      (wave === CANARY_WAVE ? reason(inCanary, allowedOf(options.canaryBudget, canary)) : undefined) ??
      (options.failureBudget ? reason(total, allowedOf(options.failureBudget, all)) : undefined)
    );
  };
}

function allowedOf(share: FleetShare, schools: number): number {
  return "count" in share ? share.count : Math.floor((schools * share.percent) / 100);
}
