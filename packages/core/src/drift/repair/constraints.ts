import type { Delta } from "../compare.ts";
import { constraintOf, indexOf, type Part } from "../part.ts";
import { type Phase, quoted, type Repaired, type Spelling, type Step, shown } from "./step.ts";

const ADDED: Readonly<Record<string, Phase>> = { p: "keys", u: "keys", f: "foreign keys" };

const dropped = (type: string): Phase => (type === "f" ? "drop foreign keys" : "drop constraints");

function drop(part: Part, spelling: Spelling): Step {
  const sql = `alter table ${spelling.own(part.table)} drop constraint ${quoted(part.name)}`;
  return { phase: dropped(constraintOf(part).type), sql };
}

function add(part: Part, spelling: Spelling): Step {
  const { type, definition } = constraintOf(part);
  const sql = `alter table ${spelling.own(part.table)} add constraint ${quoted(part.name)} ${spelling.of(definition)}`;
  return { phase: ADDED[type] ?? "checks", sql, note: type === "p" || type === "u" ? "builds" : "reads" };
}

export function repairConstraint(delta: Delta, spelling: Spelling): Repaired {
  const { expected, found } = delta;
  const part = expected ?? found;
  const definition = (each: Part | undefined) => (each ? shown(constraintOf(each).definition) : null);
  const about = { object: "constraint", table: part.table, name: part.name } as const;
  const difference = { ...about, expected: definition(expected), found: definition(found) };
  if (!expected) return { difference: { ...difference, aspect: "extra" }, steps: [drop(found, spelling)] };
  if (!found) return { difference: { ...difference, aspect: "missing" }, steps: [add(expected, spelling)] };
  const isUnchecked = constraintOf(found).definition === `${constraintOf(expected).definition} NOT VALID`;
  const sql = `alter table ${spelling.own(part.table)} validate constraint ${quoted(part.name)}`;
  const steps: Step[] = isUnchecked
    ? [{ phase: "checks", sql, note: "reads" }]
    : [drop(found, spelling), add(expected, spelling)];
  return { difference: { ...difference, aspect: "definition" }, steps };
}

export function repairIndex(delta: Delta, spelling: Spelling): Repaired {
  const { expected, found } = delta;
  const part = expected ?? found;
  const definition = (each: Part | undefined) => (each ? shown(indexOf(each).definition) : null);
  const about = { object: "index", table: part.table, name: part.name } as const;
  const difference = { ...about, expected: definition(expected), found: definition(found) };
  const gone: Step = { phase: "drop indexes", sql: `drop index ${spelling.own(part.name)}` };
  if (!expected) return { difference: { ...difference, aspect: "extra" }, steps: [gone] };
  const made: Step = { phase: "indexes", sql: spelling.of(indexOf(expected).definition), note: "builds" };
  if (!found) return { difference: { ...difference, aspect: "missing" }, steps: [made] };
  const aspect = indexOf(found).isValid ? "definition" : "invalid";
  return { difference: { ...difference, aspect }, steps: [gone, made] };
}

/** Foreign keys that are as they should be, and still in the way of the key on their other end while that is remade. */
export function dependants(deltas: readonly Delta[], parts: readonly Part[], spelling: Spelling): [Delta, Step[]][] {
  const touched = new Set(
    deltas.map(({ expected, found }) => JSON.stringify([(expected ?? found).table, (expected ?? found).name])),
  );
  const missing = new Set(
    deltas.flatMap(({ expected, found }) => (!found && expected?.kind === "table" ? [expected.table] : [])),
  );
  const inTheWay = (key: Part) =>
    parts.filter(
      (part) =>
        part.kind === "constraint" &&
        constraintOf(part).references === key.table &&
        !missing.has(part.table) &&
        !touched.has(JSON.stringify([part.table, part.name])),
    );
  const done = new Set<Part>();
  return deltas.filter(isRemadeKey).map((delta) => {
    const keys = inTheWay(delta.expected ?? delta.found).filter((part) => !done.has(part));
    for (const part of keys) done.add(part);
    return [delta, keys.flatMap((part) => [drop(part, spelling), add(part, spelling)])];
  });
}

function isRemadeKey({ found }: Delta): boolean {
  if (found?.kind === "constraint") return ["p", "u"].includes(constraintOf(found).type);
  return found?.kind === "index" && /^CREATE UNIQUE /.test(indexOf(found).definition);
}
