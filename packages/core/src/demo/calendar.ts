const DAY_MS = 86_400_000;
const ZONE = "Europe/Paris";

export type Period = { name: string; startsOn: string; endsOn: string };

/** A school year seen from one moment. Days are `YYYY-MM-DD`, times `HH:MM`, both as the school's clock has them. */
export type Calendar = {
  today: string;
  time: string;
  year: Period;
  /** After it come the summer holidays. */
  lessonsEndOn: string;
  trimesters: readonly Period[];
  semesters: readonly Period[];
  /** The last days of school, today included when it is one; fewer when the year has just begun. */
  past(count: number): string[];
  /** The next days of school after today. */
  coming(count: number): string[];
  /** Days of school from one day to another, both included. */
  between(from: string, to: string): string[];
};

/**
 * The French school year that holds `now`: September to July, and on to the end of August while it lasts. Of the
 * holidays it knows Christmas and the feasts with a fixed date: the others move with the year and the académie.
 */
export function schoolCalendar(now: Date): Calendar {
  const [today = "", time = ""] = localTime(now);
  const [year = 0, month = 0] = today.split("-").map(Number);
  const first = month >= 9 ? year : year - 1;
  const next = first + 1;
  const startsOn = `${first}-09-01`;
  const lessonsEndOn = `${next}-07-04`;
  const endsOn = month === 8 ? `${next}-08-31` : `${next}-07-31`;
  const days = daysFrom(startsOn, lessonsEndOn).filter(isSchoolDay);
  return {
    today,
    time,
    year: { name: `${first}-${next}`, startsOn, endsOn },
    lessonsEndOn,
    trimesters: [
      { name: "1er trimestre", startsOn, endsOn: `${first}-11-30` },
      { name: "2e trimestre", startsOn: `${first}-12-01`, endsOn: `${next}-03-15` },
      { name: "3e trimestre", startsOn: `${next}-03-16`, endsOn: lessonsEndOn },
    ],
    semesters: [
      { name: "1er semestre", startsOn, endsOn: `${next}-01-31` },
      { name: "2e semestre", startsOn: `${next}-02-01`, endsOn: lessonsEndOn },
    ],
    past: (count) => days.filter((day) => day <= today).slice(-count),
    coming: (count) => days.filter((day) => day > today).slice(0, count),
    between: (from, to) => days.filter((day) => day >= from && day <= to),
  };
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** A moment on the school's clock, as PostgreSQL reads a `timestamptz`. */
export function at(day: string, time: string): string {
  return `${day} ${time} ${ZONE}`;
}

/** `HH:MM` some minutes later, within the day. */
export function addMinutes(time: string, minutes: number): string {
  const [hours = 0, mins = 0] = time.split(":").map(Number);
  const total = hours * 60 + mins + minutes;
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
}

function isSchoolDay(day: string): boolean {
  const date = day.slice(5);
  const isChristmas = date >= "12-20" || date <= "01-03";
  return weekdayOf(day) <= 5 && !isChristmas && !["11-01", "11-11", "05-01", "05-08"].includes(date);
}

function daysFrom(first: string, last: string): string[] {
  const count = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** Swedish writes dates as ISO 8601 does: «2026-11-23 16:27». */
function localTime(now: Date): string[] {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });
  return format.format(now).split(" ");
}
