/**
 * How columns are read, by PostgreSQL's type numbers. Parameters reach the driver in text form and stay as they are: for
 * a prepared statement it knows their types, and would write them a second time.
 */
export const COLUMN_TYPES = {
  // Counts fit a double; ids are UUIDs.
  int8: { to: 20, from: [20], serialize: String, parse: Number },
  date: { to: 1184, from: [1082, 1114, 1184], serialize: String, parse: parseMoment },
  boolean: { to: 16, from: [16], serialize: String, parse: (text: string) => text === "t" },
  json: { to: 114, from: [114, 3802], serialize: String, parse: (text: string) => JSON.parse(text) as unknown },
  bytea: { to: 17, from: [17], serialize: String, parse: parseBytes },
};

const ISO_UTC = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00)?)?$/;

/** A date or timestamp as our sessions get it, in UTC. Other forms than ISO's own mean other moments to other engines. */
function parseMoment(text: string): Date {
  const [, day, time] = ISO_UTC.exec(text) ?? [];
  if (!day) return new Date(text);
  return new Date(time ? `${day}T${time}Z` : day);
}

/** PostgreSQL's hex form, `\x00ff`. */
function parseBytes(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 - 1 }, (_, at) =>
    Number.parseInt(text.slice(2 * at + 2, 2 * at + 4), 16),
  );
}
