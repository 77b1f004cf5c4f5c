import { describe, expect, test } from "vitest";
import { addDays, weekdayOf } from "../calendar.ts";
import { CURRICULA } from "../lists/index.ts";
import { DEMO_SCHOOLS, type DemoSchool } from "../schools.ts";
import { planSchool } from "./index.ts";

const ADMIN = "01a20913-0000-7000-8000-000000000000";
const MOMENTS = {
  "in autumn": "2026-11-23T14:30:00Z",
  "on the first morning": "2026-09-01T05:00:00Z",
  "at Christmas": "2026-12-27T10:00:00Z",
  "in June": "2027-06-18T15:00:00Z",
  "in August": "2027-08-12T09:00:00Z",
};
const AUTUMN = MOMENTS["in autumn"];

const planOf = (school: DemoSchool, moment = AUTUMN) => planSchool(school, ADMIN, new Date(moment));
const repeated = (keys: readonly string[]) => keys.filter((key, index) => keys.indexOf(key) !== index);

describe.each(DEMO_SCHOOLS)("plan of $subdomain", (school) => {
  const plan = planOf(school);

  test("is the same to the byte each time, whoever asks", () => {
    expect(JSON.stringify(planOf(school))).toBe(JSON.stringify(plan));
  });

  test("has 60 pupils, each in one class, in classes of levels of its own kind", () => {
    const pupils = plan.users.filter(({ user_type }) => user_type === "student").map(({ id }) => id);
    expect(pupils).toHaveLength(60);
    expect(plan.enrolments.map(({ student_id }) => student_id).sort()).toEqual([...pupils].sort());
    expect(plan.classes.length).toBeGreaterThanOrEqual(3);
    expect(new Set(plan.levels.map(({ stage }) => stage))).toEqual(new Set([school.schoolType]));
  });

  test("puts no class, no teacher and no room twice in one slot", () => {
    const slots = (column: "class_id" | "teacher_id" | "room_id") =>
      plan.timetable_entries.map((entry) => `${entry.time_slot_id} ${entry[column]}`);
    expect(repeated(slots("class_id"))).toEqual([]);
    expect(repeated(slots("teacher_id"))).toEqual([]);
    expect(repeated(slots("room_id"))).toEqual([]);
  });

  test("gives every class the hours that its curriculum asks for", () => {
    for (const { name, hours } of CURRICULA[school.schoolType].classes) {
      const classId = plan.classes.find((row) => row.name === name)?.id;
      for (const [code, count] of Object.entries(hours)) {
        const subjectId = plan.subjects.find((row) => row.code === code)?.id;
        const own = plan.timetable_entries.filter((row) => row.class_id === classId && row.subject_id === subjectId);
        expect(own, `${name} ${code}`).toHaveLength(count);
      }
    }
  });

  test("has the accounts to remember, and no address or user name twice", () => {
    const emails = plan.users.map(({ email }) => email);
    const known = ["prof", "eleve", "parent"].map((local) => `${local}@${school.subdomain}.fr`);
    expect(emails).toEqual(expect.arrayContaining(known));
    expect(repeated(emails.map((email) => email.toLowerCase()))).toEqual([]);
    expect(repeated(plan.users.map(({ username }) => username.toLowerCase()))).toEqual([]);
    expect(emails.filter((email) => !/^[a-z0-9.-]+@[a-z.-]+$/.test(email))).toEqual([]);
  });

  test("makes parent@ the guardian of eleve@", () => {
    const idOf = (local: string) => plan.users.find(({ email }) => email === `${local}@${school.subdomain}.fr`)?.id;
    const pair = { student_id: idOf("eleve"), user_id: idOf("parent") };
    expect(plan.guardians).toContainEqual(expect.objectContaining(pair));
  });

  test("gives every pupil a file, somebody responsible and somebody to call", () => {
    for (const { student_id } of plan.enrolments) {
      const own = (row: { student_id: string }) => row.student_id === student_id;
      expect(plan.student_records.filter(own)).toHaveLength(1);
      expect(plan.guardians.filter(own).length).toBeGreaterThan(0);
      expect(plan.emergency_contacts.filter(own).length).toBeGreaterThan(0);
    }
  });

  test("has a fortnight of roll calls with a few absences", () => {
    expect(new Set(plan.attendance_registers.map(({ held_on }) => held_on)).size).toBe(10);
    const absent = plan.attendance_records.filter(({ status }) => status === "absent").length;
    expect(absent / plan.attendance_records.length).toBeGreaterThan(0.005);
    expect(absent / plan.attendance_records.length).toBeLessThan(0.15);
  });

  test("has work due in the last days and in the days to come", () => {
    const today = AUTUMN.slice(0, 10);
    expect(plan.homework.some(({ due_on }) => due_on < today)).toBe(true);
    expect(plan.homework.some(({ due_on }) => due_on > addDays(today, 3))).toBe(true);
    expect(plan.lessons.some(({ held_on, published_at }) => held_on > today && published_at === null)).toBe(true);
  });

  test("fills messaging and risk profiles only where the module is on", () => {
    const { messaging, ai_analytics } = school.modulesEnabled;
    expect(plan.messages.length > 0 && plan.message_recipients.length > 0).toBe(messaging);
    expect(plan.risk_profiles.length > 0 && plan.risk_alerts.length > 0).toBe(ai_analytics);
  });

  describe.each(Object.entries(MOMENTS))("%s", (_, moment) => {
    const rows = planOf(school, moment);
    const today = moment.slice(0, 10);

    test("its year holds the day", () => {
      const [year] = rows.academic_years;
      expect(year && year.starts_on <= today && today <= year.ends_on).toBe(true);
    });

    test("nothing was held on a day without school or in the future", () => {
      const held = [...rows.attendance_registers, ...rows.lessons, ...rows.evaluations];
      expect(held.filter(({ held_on }) => weekdayOf(held_on) > 5)).toEqual([]);
      expect(rows.attendance_registers.filter(({ held_on }) => held_on > today)).toEqual([]);
      const early = rows.attendance_registers.map(({ closed_at }) => closed_at).filter((time) => !isPast(time, moment));
      expect(early).toEqual([]);
    });

    test("only tests that were held are marked, within their full marks", () => {
      const tests = new Map(rows.evaluations.map((evaluation) => [evaluation.id, evaluation]));
      const wrong = rows.grades.filter(({ evaluation_id, score }) => {
        const evaluation = tests.get(evaluation_id);
        return !evaluation || evaluation.held_on >= today || (score ?? 0) > evaluation.max_score;
      });
      expect(wrong).toEqual([]);
    });

    test("the periods that are over have averages, in line with their class", () => {
      const closed = rows.report_periods.filter(({ locked_at }) => locked_at !== null);
      const general = rows.averages.filter(({ subject_id }) => subject_id === null);
      expect(general).toHaveLength(closed.length * 60);
      const out = rows.averages.filter(
        ({ average, class_lowest, class_highest }) =>
          average !== null && (average < (class_lowest ?? 21) || average > (class_highest ?? -1)),
      );
      expect(out).toEqual([]);
    });

    test("work is due after it was given, and handed in after that", () => {
      const given = new Map(rows.homework.map((row) => [row.id, row]));
      expect(rows.homework.filter(({ assigned_on, due_on }) => assigned_on >= due_on || assigned_on > today)).toEqual(
        [],
      );
      const late = rows.homework_submissions.filter(({ homework_id, submitted_at }) => {
        const homework = given.get(homework_id);
        return !homework || (submitted_at !== null && submitted_at.slice(0, 10) < homework.assigned_on);
      });
      expect(late).toEqual([]);
    });
  });
});

/** The plan's times are Paris's, one or two hours ahead of UTC. */
function isPast(time: string, moment: string): boolean {
  const [day, clock] = time.split(" ");
  return Date.parse(`${day}T${clock}Z`) - 3_600_000 <= Date.parse(moment) + 3_600_000;
}
