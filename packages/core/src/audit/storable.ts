/** Characters of any one text: a trail is no place to fill a disk from. */
const MOST_CHARACTERS = 2_000;
/** Characters of a target's name: it is in an index. */
const MOST_IN_A_NAME = 500;
const DEEPEST = 8;
const MOST_FIELDS = 200;
const CUT = "…";

// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL stores every character but this one.
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as PostgreSQL takes and gives it back: what somebody typed must not keep an entry from being written. */
export function storableText(text: string, most = MOST_CHARACTERS): string {
  const cut = text.length > most ? `${text.slice(0, most)}${CUT}` : text;
  return cut.replace(UNSTORABLE, "\ufffd");
}

export function storableName(text: string | null): string | null {
  return text === null ? null : storableText(text, MOST_IN_A_NAME);
}

/** A value as plain JSON that jsonb holds without changing it: dates as text, no undefined, nothing endless. */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value !== "object") return undefined;
  if (depth === DEEPEST) return CUT;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.slice(0, MOST_FIELDS).map((item) => storable(item, depth + 1) ?? null);
  const fields = Object.entries(value).slice(0, MOST_FIELDS);
  return Object.fromEntries(
    fields
      .map(([field, held]) => [storableText(field, MOST_IN_A_NAME), storable(held, depth + 1)] as const)
      .filter(([, held]) => held !== undefined),
  );
}
