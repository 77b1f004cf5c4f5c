import { addMinutes, at } from "../calendar.ts";
import type { Random } from "../random.ts";
import type { RowOf, Rows } from "../tables.ts";
import { type Away, planAbsences } from "./absences.ts";
import type { Frame } from "./frame.ts";
import type { Pupil } from "./people.ts";
import { isOver, type Session, sessionsOn } from "./sessions.ts";
import type { SchoolClass } from "./structure.ts";
import type { Entry } from "./timetable.ts";

const SCHOOL_DAYS = 10;

export type Attendance = { rows: Partial<Rows>; halfDaysAway: ReadonlyMap<Pupil, number> };

/** A fortnight of roll calls, and the absences they show. */
export function planAttendance(frame: Frame, classes: readonly SchoolClass[], entries: readonly Entry[]): Attendance {
  const { calendar, id } = frame;
  const random = frame.random("attendance");
  const held = sessionsOn(entries, calendar.past(SCHOOL_DAYS)).filter((session) => isOver(calendar, session));
  const { away, rows, halfDaysAway } = planAbsences(frame, classes, held);
  const registers = held.map((session) => ({ session, id: id() }));
  return {
    halfDaysAway,
    rows: {
      ...rows,
      attendance_registers: registers.map(({ session, id }) => registerRow(session, id)),
      attendance_records: registers.flatMap(({ session, id }) =>
        session.entry.service.schoolClass.pupils.map((pupil) => ({
          register_id: id,
          student_id: pupil.id,
          ...statusOf(random, pupil, session, away),
        })),
      ),
    },
  };
}

function registerRow({ entry, day }: Session, id: string): RowOf<"attendance_registers"> {
  return {
    id,
    class_id: entry.service.schoolClass.id,
    teacher_id: entry.service.teacher.id,
    time_slot_id: entry.slot.id,
    timetable_entry_id: entry.id,
    held_on: day,
    opened_at: at(day, addMinutes(entry.slot.startsAt, 3)),
    closed_at: at(day, addMinutes(entry.slot.startsAt, 10)),
  };
}

function statusOf(random: Random, pupil: Pupil, session: Session, away: Away) {
  if (away(pupil, session)) return { status: "absent", minutes_late: null };
  const isFirstHour = session.entry.slot.label === "M1";
  if (random.chance(isFirstHour ? 0.04 : 0.004)) return { status: "late", minutes_late: random.int(5, 25) };
  return { status: "present", minutes_late: null };
}
