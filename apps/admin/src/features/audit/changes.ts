/** One line of what an entry says of its change. */
export type Change =
  | { path: readonly string[]; kind: "changed"; from: unknown; to: unknown }
  /** Said with it, without a before. */
  | { path: readonly string[]; kind: "noted"; value: unknown };

/** What changed, field by field: maps are taken apart down to the keys that differ, lists stay whole. */
export function changesOf(changes: Readonly<Record<string, unknown>>): Change[] {
  return Object.entries(changes).flatMap(([name, value]) => linesOf([name], value));
}

function linesOf(path: readonly string[], value: unknown): Change[] {
  if (!isMap(value)) return [{ path, kind: "noted", value }];
  if (isPair(value)) return pairsOf(path, value.from, value.to);
  const inner = Object.entries(value);
  return inner.length === 0 ? [] : inner.flatMap(([name, held]) => linesOf([...path, name], held));
}

function pairsOf(path: readonly string[], from: unknown, to: unknown): Change[] {
  if (!isMap(from) || !isMap(to)) return [{ path, kind: "changed", from, to }];
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names
    .filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]))
    .flatMap((name) => pairsOf([...path, name], from[name], to[name]));
}

function isPair(value: Record<string, unknown>): value is { from: unknown; to: unknown } {
  return Object.keys(value).length === 2 && "from" in value && "to" in value;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
