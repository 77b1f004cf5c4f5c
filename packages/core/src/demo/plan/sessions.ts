import { type Calendar, weekdayOf } from "../calendar.ts";
import type { Entry } from "./timetable.ts";

/** One lesson on one day. */
export type Session = { entry: Entry; day: string };

/** The lessons of some days, in the order they are held. */
export function sessionsOn(entries: readonly Entry[], days: readonly string[]): Session[] {
  const ordered = [...entries].sort((a, b) => (a.slot.startsAt < b.slot.startsAt ? -1 : 1));
  return days.flatMap((day) => {
    const weekday = weekdayOf(day);
    return ordered.filter(({ slot }) => slot.weekday === weekday).map((entry) => ({ entry, day }));
  });
}

export function isOver({ today, time }: Calendar, { entry, day }: Session): boolean {
  return day < today || (day === today && entry.slot.endsAt <= time);
}

/** Where a class is in a subject's year: its topics follow one another from September to July. */
export function topicOn({ year, lessonsEndOn }: Calendar, topics: readonly string[], day: string): string {
  const [start, end] = [Date.parse(year.startsOn), Date.parse(lessonsEndOn)];
  const share = Math.min(0.999, Math.max(0, (Date.parse(day) - start) / (end - start)));
  return topics[Math.floor(share * topics.length)] ?? "";
}

export function worded(text: string, topic: string): string {
  return text.replace("{topic}", topic);
}
