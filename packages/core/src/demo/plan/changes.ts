import type { RowOf, Rows } from "../tables.ts";
import type { Frame } from "./frame.ts";
import { sessionsOn } from "./sessions.ts";
import { idOf, type Structure } from "./structure.ts";
import type { Entry } from "./timetable.ts";

/** Next week's surprises: a lesson cancelled, and another teacher's moved to a room that nobody keeps. */
export function planChanges(frame: Frame, structure: Structure, entries: readonly Entry[]): Partial<Rows> {
  const { calendar, curriculum, id } = frame;
  const kept = new Set(curriculum.posts.map(({ room }) => room));
  const spare = curriculum.rooms.find(({ name, kind }) => !kept.has(name) && kind !== "study");
  const ahead = sessionsOn(entries, calendar.coming(5));
  const cancelled = ahead[0];
  const moved = ahead.find(({ entry }) => entry.service.teacher !== cancelled?.entry.service.teacher);
  const common = { announced_at: frame.now.toISOString() };
  const rows: RowOf<"timetable_changes">[] = [];
  if (cancelled) {
    const { entry, day } = cancelled;
    const change = { kind: "cancelled", new_room_id: null, reason: "Professeur en formation" };
    rows.push({ id: id(), timetable_entry_id: entry.id, held_on: day, ...change, ...common });
  }
  if (moved && spare) {
    const { entry, day } = moved;
    const change = {
      kind: "room_changed",
      new_room_id: idOf(structure.roomIds, spare.name),
      reason: "Travaux dans la salle",
    };
    rows.push({ id: id(), timetable_entry_id: entry.id, held_on: day, ...change, ...common });
  }
  return { timetable_changes: rows };
}
