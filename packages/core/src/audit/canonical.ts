/**
 * One text for one JSON value: keys sorted by UTF-16 code unit, no spaces, numbers and strings as `JSON.stringify` writes
 * them (RFC 8785). What PostgreSQL gives back of a jsonb column has the same text as what was put in.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const held = value as Record<string, unknown>;
  const fields = Object.keys(held)
    .filter((key) => held[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(held[key])}`);
  return `{${fields.join(",")}}`;
}
