import { grantOf, type Part } from "./part.ts";

/** One thing that is there on one side alone, or on both and not alike. */
export type Delta = { expected: Part; found?: Part } | { expected?: undefined; found: Part };

/** What a school has that differs from a new one's. Of a table that only the school has, it is the table alone. */
export function compare(expected: readonly Part[], found: readonly Part[]): Delta[] {
  const [wanted, there] = [byKey(expected), byKey(found)];
  const deltas: Delta[] = [];
  for (const [key, part] of wanted) {
    const other = there.get(key);
    if (!other) deltas.push({ expected: part });
    else if (!isSame(part, other)) deltas.push({ expected: part, found: other });
  }
  for (const [key, part] of there) if (!wanted.has(key)) deltas.push({ found: part });
  return deltas.filter(unlessWithin(deltas));
}

/** What goes together with a table or a sequence that only the school has is told with it. */
function unlessWithin(deltas: readonly Delta[]): (delta: Delta) => boolean {
  const extra = deltas.flatMap((delta) => (delta.expected ? [] : [delta.found]));
  const tables = new Set(extra.flatMap(({ kind, table }) => (kind === "table" ? [table] : [])));
  const sequences = new Set(extra.flatMap(({ kind, name }) => (kind === "sequence" ? [name] : [])));
  return ({ expected, found }) => {
    if (expected || found.kind === "table") return true;
    if (found.kind === "grant" && grantOf(found).target === "sequence" && sequences.has(grantOf(found).relation))
      return false;
    return !tables.has(found.table);
  };
}

function byKey(parts: readonly Part[]): Map<string, Part> {
  return new Map(parts.map((part) => [JSON.stringify([part.table, part.kind, part.name]), part]));
}

function isSame(a: Part, b: Part): boolean {
  return a.fields.length === b.fields.length && a.fields.every((field, at) => field === b.fields[at]);
}
