const PARIS = new Intl.DateTimeFormat("en-US", {
  timeZone: "Europe/Paris",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

const MINUTE = 60_000;

/**
 * A moment as ISO 8601 in Paris: `2026-11-23T14:58:58.355000+01:00`. Always six fractional digits, as recorded:
 * Python leaves out a zero fraction, but it counts microseconds and we milliseconds, a thousand times more often zero.
 */
export function toIso(date: Date): string {
  const local = inParis(date);
  const minutes = Math.round((local.getTime() - date.getTime()) / MINUTE);
  return `${local.toISOString().slice(0, -1)}000${offsetText(minutes)}`;
}

/** The day of a moment in Paris: `2026-11-23`. */
export function toDate(date: Date): string {
  return inParis(date).toISOString().slice(0, 10);
}

/** A date whose UTC fields read as the Paris clock. */
function inParis(date: Date): Date {
  const part = new Map(PARIS.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  const get = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  const milliseconds = ((date.getTime() % 1000) + 1000) % 1000;
  return new Date(
    Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second"), milliseconds),
  );
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
