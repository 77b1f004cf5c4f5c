/** How columns are read where the driver's own way does not do, by PostgreSQL's type numbers. */
export const COLUMN_TYPES = {
  // Counts fit a double; ids are UUIDs.
  int8: { to: 20, from: [20], serialize: String, parse: Number },
  moment: { to: 1184, from: [1082, 1114, 1184], serialize: String, parse: parseMoment },
};

const ISO_UTC = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00)?)?$/;

/** A date or timestamp as our sessions get it, in UTC. Other forms than ISO's own mean other moments to other engines. */
function parseMoment(text: string): Date {
  const [, day, time] = ISO_UTC.exec(text) ?? [];
  if (!day) return new Date(text);
  return new Date(time ? `${day}T${time}Z` : day);
}
