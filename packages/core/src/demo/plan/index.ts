import { hasModule } from "@pepro/contracts";
import type { DemoSchool } from "../schools.ts";
import { type Rows, TABLES } from "../tables.ts";
import { planAttendance } from "./attendance.ts";
import { planChanges } from "./changes.ts";
import { frameOf } from "./frame.ts";
import { planGrades } from "./grades.ts";
import { planHomework } from "./homework.ts";
import { planMessages } from "./messages.ts";
import { planPeople } from "./people.ts";
import { planRecords } from "./records.ts";
import { planRisk } from "./risk.ts";
import { planStructure } from "./structure.ts";
import { planTimetable } from "./timetable.ts";

/**
 * Every row of one demo school. It follows from its arguments alone: the same school at the same moment is the same to
 * the byte. A module that is off has no rows.
 */
export function planSchool(school: DemoSchool, adminId: string, now: Date): Rows {
  const frame = frameOf(school, adminId, now);
  const { people, rows: users } = planPeople(frame);
  const { structure, rows: schooling } = planStructure(frame, people);
  const { entries, rows: timetable } = planTimetable(frame, structure);
  const attendance = planAttendance(frame, structure.classes, entries);
  const empty = Object.fromEntries(Object.keys(TABLES).map((table) => [table, []])) as unknown as Rows;
  return {
    ...empty,
    ...users,
    ...schooling,
    ...timetable,
    ...planChanges(frame, structure, entries),
    ...attendance.rows,
    ...planGrades(frame, structure, entries),
    ...planHomework(frame, structure, entries),
    ...planRecords(frame, people),
    ...(hasModule(school.modulesEnabled, "messaging") && planMessages(frame, people, structure)),
    ...(hasModule(school.modulesEnabled, "ai_analytics") && planRisk(frame, structure, attendance)),
  };
}
