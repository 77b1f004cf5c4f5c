import { addMinutes, at } from "../calendar.ts";
import { FEEDBACK, WORDINGS } from "../lists/index.ts";
import type { Random } from "../random.ts";
import type { RowOf, Rows } from "../tables.ts";
import type { Frame } from "./frame.ts";
import { isOver, type Session, sessionsOn, topicOn, worded } from "./sessions.ts";
import type { Structure } from "./structure.ts";
import type { Entry } from "./timetable.ts";

type Lesson = { session: Session; row: RowOf<"lessons"> };

/** The cahier de textes: lessons of the last fortnight, drafts for the week to come, the work given and handed in. */
export function planHomework(frame: Frame, structure: Structure, entries: readonly Entry[]): Partial<Rows> {
  const { calendar } = frame;
  const random = frame.random("homework");
  const sessions = sessionsOn(entries, [...calendar.past(10), ...calendar.coming(10)]);
  const lessons = sessionsOn(entries, [...calendar.past(10), ...calendar.coming(5)])
    .filter((session) => isOver(calendar, session) || isPrepared(session, structure))
    .map((session) => ({ session, row: lessonRow(frame, random, session) }));
  const homework = structure.services.flatMap((service) => {
    const own = (session: Session) => session.entry.service === service;
    return homeworkOf(
      frame,
      random,
      onePerDay(sessions.filter(own)),
      lessons.filter(({ session }) => own(session)),
    );
  });
  const pupils = new Map(structure.classes.map((schoolClass) => [schoolClass.id, schoolClass.pupils]));
  return {
    lessons: lessons.map(({ row }) => row),
    homework,
    homework_submissions: homework
      .filter(({ submission }) => submission === "online")
      .flatMap((row) =>
        (pupils.get(row.class_id) ?? []).flatMap((pupil) => submissionRow(frame, random, row, pupil.id) ?? []),
      ),
  };
}

/** The first teacher prepares ahead; the others write after the lesson. */
function isPrepared({ entry }: Session, { services }: Structure): boolean {
  return entry.service.teacher === services[0]?.teacher;
}

function onePerDay(sessions: readonly Session[]): Session[] {
  return sessions.filter(({ day }, index) => sessions[index - 1]?.day !== day);
}

function lessonRow(frame: Frame, random: Random, session: Session): RowOf<"lessons"> {
  const { service, slot, id: entryId } = session.entry;
  const { subject } = service;
  const isDraft = !isOver(frame.calendar, session);
  return {
    id: frame.id(),
    class_id: service.schoolClass.id,
    subject_id: service.subjectId,
    teacher_id: service.teacher.id,
    timetable_entry_id: entryId,
    held_on: session.day,
    title: topicOn(frame.calendar, subject.topics, session.day),
    content: random.pick(WORDINGS[subject.work].activities),
    published_at: isDraft ? null : at(session.day, slot.endsAt),
  };
}

/** Work is given at a lesson for a later one of the same class; what is not given yet is not there. */
function homeworkOf(frame: Frame, random: Random, sessions: readonly Session[], lessons: readonly Lesson[]) {
  return sessions.flatMap((given, index): RowOf<"homework">[] => {
    const { service, slot } = given.entry;
    const { subject } = service;
    const due = sessions[index + random.pick([1, 1, 2])];
    const tasks = WORDINGS[subject.work].homework;
    const isGiven = random.chance(0.45) && isOver(frame.calendar, given);
    if (!due || !isGiven || tasks.length === 0) return [];
    const task = random.pick(tasks);
    return [
      {
        id: frame.id(),
        class_id: service.schoolClass.id,
        subject_id: service.subjectId,
        teacher_id: service.teacher.id,
        lesson_id: lessons.find(({ session }) => isSame(session, given))?.row.id ?? null,
        title: task.title,
        instructions: worded(task.instructions, topicOn(frame.calendar, subject.topics, given.day)),
        assigned_on: given.day,
        due_on: due.day,
        estimated_minutes: task.minutes,
        submission: task.submission,
        published_at: at(given.day, slot.endsAt),
      },
    ];
  });
}

function isSame(one: Session, other: Session): boolean {
  return one.entry === other.entry && one.day === other.day;
}

/** Most hand in the evening they get it; once it is due, most of it is corrected. */
function submissionRow(frame: Frame, random: Random, homework: RowOf<"homework">, studentId: string) {
  const { calendar, id } = frame;
  const isDue = homework.due_on < calendar.today;
  const isAssignedBefore = homework.assigned_on < calendar.today;
  const kind = random.next();
  if (kind > (isDue ? 0.9 : 0.5) || !isAssignedBefore) return undefined;
  const submittedAt = at(homework.assigned_on, addMinutes("17:30", random.int(0, 240)));
  const status = isDue ? (kind < 0.7 ? "returned" : "submitted") : kind < 0.15 ? "draft" : "submitted";
  const row: RowOf<"homework_submissions"> = {
    id: id(),
    homework_id: homework.id,
    student_id: studentId,
    status,
    content: status === "draft" ? "Brouillon à compléter." : "Voici mon travail. J'ai relu et vérifié les consignes.",
    submitted_at: status === "draft" ? null : submittedAt,
    is_late: false,
    feedback: status === "returned" ? random.pick(FEEDBACK) : "",
    returned_at: status === "returned" ? at(homework.due_on, "18:30") : null,
  };
  return row;
}
