import { addMinutes } from "../calendar.ts";
import type { ClassPlan, Subject } from "../lists/index.ts";
import type { Rows } from "../tables.ts";
import type { Frame } from "./frame.ts";
import type { People, Pupil, Teacher } from "./people.ts";

export type SchoolClass = { id: string; plan: ClassPlan; pupils: Pupil[] };

/** Who teaches what to whom. */
export type Service = {
  schoolClass: SchoolClass;
  subject: Subject;
  subjectId: string;
  teacher: Teacher;
  hours: number;
};

export type Half = "morning" | "afternoon";

export type Slot = { id: string; weekday: number; label: string; half: Half; startsAt: string; endsAt: string };

export type Structure = {
  yearId: string;
  classes: SchoolClass[];
  services: Service[];
  slots: Slot[];
  roomIds: ReadonlyMap<string, string>;
  subjectIds: ReadonlyMap<string, string>;
};

/** Beginnings of the lessons of 55 minutes. On Wednesdays there is no afternoon. */
const HOURS: readonly { label: string; half: Half; startsAt: string }[] = [
  { label: "M1", half: "morning", startsAt: "08:00" },
  { label: "M2", half: "morning", startsAt: "08:55" },
  { label: "M3", half: "morning", startsAt: "10:05" },
  { label: "M4", half: "morning", startsAt: "11:00" },
  { label: "S1", half: "afternoon", startsAt: "13:30" },
  { label: "S2", half: "afternoon", startsAt: "14:25" },
  { label: "S3", half: "afternoon", startsAt: "15:35" },
];
const WEDNESDAY = 3;

/** The year, its levels, classes and pupils, what is taught, where and when a lesson can be. */
export function planStructure(frame: Frame, people: People): { structure: Structure; rows: Partial<Rows> } {
  const { curriculum, calendar, school, id } = frame;
  const yearId = id();
  const levelIds = new Map(curriculum.levels.map(({ code }) => [code, id()]));
  const subjectIds = new Map(curriculum.subjects.map(({ code }) => [code, id()]));
  const roomIds = new Map(curriculum.rooms.map(({ name }) => [name, id()]));
  const classes = curriculum.classes.map((plan) => ({
    id: id(),
    plan,
    pupils: people.pupils.filter(({ className }) => className === plan.name),
  }));
  const services = classes.flatMap((schoolClass) => servicesOf(frame, people.teachers, subjectIds, schoolClass));
  const slots = planSlots(frame);
  const random = frame.random("enrolments");
  return {
    structure: { yearId, classes, services, slots, roomIds, subjectIds },
    rows: {
      academic_years: [
        {
          id: yearId,
          name: calendar.year.name,
          starts_on: calendar.year.startsOn,
          ends_on: calendar.year.endsOn,
          is_current: true,
        },
      ],
      levels: curriculum.levels.map(({ code, name }, index) => ({
        id: idOf(levelIds, code),
        code,
        name,
        stage: school.schoolType,
        position: index + 1,
      })),
      classes: classes.map((schoolClass, index) => ({
        id: schoolClass.id,
        academic_year_id: yearId,
        level_id: idOf(levelIds, schoolClass.plan.level),
        head_teacher_id: headOf(services, schoolClass, index).id,
        name: schoolClass.plan.name,
        track: schoolClass.plan.track,
        capacity: school.schoolType === "lycee_pro" ? 24 : 30,
      })),
      enrolments: classes.flatMap((schoolClass) =>
        schoolClass.pupils.map((pupil) => ({
          id: id(),
          student_id: pupil.id,
          class_id: schoolClass.id,
          academic_year_id: yearId,
          boarding: random.pick(["day", "half_board", "half_board", "half_board"]),
          is_repeating: random.chance(0.03),
          enrolled_on: calendar.year.startsOn,
        })),
      ),
      subjects: curriculum.subjects.map(({ code, name, color, coefficient }) => ({
        id: idOf(subjectIds, code),
        code,
        name,
        color,
        default_coefficient: coefficient,
      })),
      rooms: curriculum.rooms.map((room) => ({
        id: idOf(roomIds, room.name),
        name: room.name,
        building: room.building,
        kind: room.kind,
        capacity: room.capacity,
        is_accessible: room.isAccessible,
      })),
      time_slots: slots.map(({ id, weekday, label, startsAt, endsAt }) => ({
        id,
        weekday,
        label,
        starts_at: startsAt,
        ends_at: endsAt,
      })),
      teacher_assignments: services.map((service) => ({
        id: id(),
        class_id: service.schoolClass.id,
        subject_id: service.subjectId,
        teacher_id: service.teacher.id,
        weekly_hours: service.hours,
      })),
    },
  };
}

/** Each class has its own professeur principal, of those who teach it. */
export function headOf(services: readonly Service[], schoolClass: SchoolClass, index: number): Teacher {
  const own = services.filter((service) => service.schoolClass === schoolClass);
  const head = own[index % own.length]?.teacher;
  if (!head) throw new RangeError(`nobody teaches ${schoolClass.plan.name}`);
  return head;
}

/** @throws RangeError for a name that the curriculum does not define */
export function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const found = ids.get(name);
  if (!found) throw new RangeError(`not in the curriculum: ${name}`);
  return found;
}

function servicesOf(
  { curriculum }: Frame,
  teachers: readonly Teacher[],
  subjectIds: ReadonlyMap<string, string>,
  schoolClass: SchoolClass,
): Service[] {
  const { name, hours } = schoolClass.plan;
  return Object.entries(hours).map(([code, count]) => {
    const teacher = teachers.find(
      ({ post }) => post.subjects.includes(code) && (!post.classes || post.classes.includes(name)),
    );
    const subject = curriculum.subjects.find((candidate) => candidate.code === code);
    if (!teacher || !subject) throw new RangeError(`nobody teaches ${code} to ${name}`);
    return { schoolClass, subject, subjectId: idOf(subjectIds, code), teacher, hours: count };
  });
}

function planSlots({ id }: Frame): Slot[] {
  return [1, 2, 3, 4, 5].flatMap((weekday) =>
    HOURS.filter(({ half }) => weekday !== WEDNESDAY || half === "morning").map((hour) => ({
      ...hour,
      id: id(),
      weekday,
      endsAt: addMinutes(hour.startsAt, 55),
    })),
  );
}
