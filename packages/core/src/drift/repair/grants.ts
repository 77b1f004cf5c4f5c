import type { Delta } from "../compare.ts";
import { grantOf, OWN, type Part } from "../part.ts";
import { quoted, type Repaired, type Spelling, type Step } from "./step.ts";

/** One statement for rights that differ in nothing but what they are. */
export function grantText(
  verb: "grant" | "revoke" | "revoke option",
  parts: readonly Part[],
  spelling: Spelling,
): string {
  const [first] = parts.map(grantOf);
  if (!first) return "";
  const { target, relation, column, isGrantable } = first;
  const isDefault = target === "default";
  const rights = parts
    .map((part) => grantOf(part).privilege.toLowerCase() + (column && !isDefault ? ` (${quoted(column)})` : ""))
    .join(", ");
  const on = isDefault
    ? relation
    : target === "schema"
      ? `schema ${spelling.schema}`
      : `${target} ${spelling.own(relation)}`;
  const grantee = spelling.grantee(first.grantee);
  const head = isDefault ? `alter default privileges for role ${column} in schema ${spelling.schema} ` : "";
  if (verb === "grant")
    return `${head}grant ${rights} on ${on} to ${grantee}${isGrantable ? " with grant option" : ""}`;
  return `${head}revoke ${verb === "revoke option" ? "grant option for " : ""}${rights} on ${on} from ${grantee}`;
}

/** Rights of one role on one thing, together. */
export function repairGrants(deltas: readonly Delta[], spelling: Spelling, role: string): Repaired[] {
  const groups = new Map<string, Delta[]>();
  for (const delta of deltas) {
    const { target, relation, column, grantee, isGrantable } = grantOf(delta.expected ?? delta.found);
    const key = JSON.stringify([aspectOf(delta), target, relation, column, grantee, isGrantable]);
    groups.set(key, [...(groups.get(key) ?? []), delta]);
  }
  return [...groups.values()].map((group) => repairGroup(group, spelling, role));
}

const aspectOf = ({ expected, found }: Delta) => (!expected ? "extra" : found ? "definition" : "missing");

function repairGroup(group: readonly Delta[], spelling: Spelling, role: string): Repaired {
  const [first] = group;
  if (!first) throw new RangeError("a group of rights is empty");
  const part = first.expected ?? first.found;
  const { grantee } = grantOf(part);
  const expected = group.flatMap((delta) => delta.expected ?? []);
  const found = group.flatMap((delta) => delta.found ?? []);
  const aspect = aspectOf(first);
  const isOptionOnly = aspect === "definition" && found[0] !== undefined && grantOf(found[0]).isGrantable;
  const verb = aspect === "extra" ? "revoke" : isOptionOnly ? "revoke option" : "grant";
  const step: Step = { phase: "grants", sql: grantText(verb, aspect === "extra" ? found : expected, spelling) };
  const difference = {
    object: "grant",
    aspect,
    table: part.table,
    name: grantee === OWN ? role : grantee,
    expected: described(expected),
    found: described(found),
  } as const;
  return { difference, steps: [step] };
}

function described(parts: readonly Part[]): string | null {
  const [first] = parts.map(grantOf);
  if (!first) return null;
  const { target, relation, column, isGrantable } = first;
  const rights = parts.map((part) => grantOf(part).privilege.toLowerCase()).join(", ");
  const on = { schema: "schema", default: `new ${relation}` }[target] ?? `${target} ${relation}`;
  const of = column && target !== "default" ? ` (${column})` : "";
  return `${rights}${of} on ${on}${isGrantable ? " with grant option" : ""}`;
}
