import type { DriftDifference, DriftRepair } from "@pepro/contracts";
import type { Delta } from "../compare.ts";
import { constraintOf, type Part } from "../part.ts";
import { repairColumn } from "./columns.ts";
import { dependants, repairConstraint, repairIndex } from "./constraints.ts";
import { repairGrants } from "./grants.ts";
import { type Roles, roleSteps } from "./role.ts";
import { PHASES, type Repaired, type Spelling, type Step, spellingOf } from "./step.ts";
import { repairSequence, repairTable } from "./tables.ts";

export type RepairOptions = {
  place: { schema: string; role: string };
  /** A new school's. */
  parts: readonly Part[];
  /** Where the school's role is gone: those it belongs to, and that belong to it. */
  lostRole: Roles | undefined;
};

/** The differences in words and the statements that end them, in an order in which they can be run. */
export function repair(
  deltas: readonly Delta[],
  { place, parts, lostRole }: RepairOptions,
): { differences: DriftDifference[]; repair: DriftRepair[] } {
  const spelling = spellingOf(place);
  const all = [...(lostRole ? [roleSteps(place.role, lostRole)] : []), ...repairs(deltas, parts, spelling, place.role)];
  const steps = all.flatMap((each, difference) => each.steps.map((step) => ({ ...step, difference })));
  const ordered = PHASES.flatMap((phase) => steps.filter((step) => step.phase === phase));
  return {
    differences: all.map(({ difference }) => difference),
    repair: ordered.map(({ sql, difference, note }) => ({ sql, difference, note: note ?? null })),
  };
}

function repairs(deltas: readonly Delta[], parts: readonly Part[], spelling: Spelling, role: string): Repaired[] {
  const missing = new Set(
    deltas.flatMap(({ expected, found }) => (!found && expected?.kind === "table" ? [expected.table] : [])),
  );
  const rest = deltas.filter(({ expected }) => !expected || !missing.has(expected.table) || isApart(expected));
  const before = new Map<Delta, Step[]>(dependants(rest, parts, spelling));
  const grants: Delta[] = [];
  const all = rest.flatMap((delta): Repaired[] => {
    switch ((delta.expected ?? delta.found).kind) {
      case "table":
        return repairTable(delta, parts, spelling);
      case "column":
        return repairColumn(delta, parts, spelling);
      case "constraint":
        return withSteps(repairConstraint(delta, spelling), before.get(delta));
      case "index":
        return withSteps(repairIndex(delta, spelling), before.get(delta));
      case "sequence":
        return repairSequence(delta, deltas, spelling);
      default:
        grants.push(delta);
        return [];
    }
  });
  return [...all, ...repairGrants(grants, spelling, role)];
}

/** Of a missing table what is not made together with it. */
function isApart(part: Part): boolean {
  return (
    part.kind === "table" || part.kind === "sequence" || (part.kind === "constraint" && constraintOf(part).type === "f")
  );
}

const withSteps = (repaired: Repaired, more: readonly Step[] = []): Repaired[] => [
  { ...repaired, steps: [...repaired.steps, ...more] },
];
