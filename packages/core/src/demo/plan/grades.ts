import { addDays, at } from "../calendar.ts";
import { type EvaluationWording, REMARKS, type Subject, WORDINGS } from "../lists/index.ts";
import type { Random } from "../random.ts";
import type { RowOf, Rows } from "../tables.ts";
import { averageRows } from "./averages.ts";
import { planCompetences } from "./competences.ts";
import type { Frame } from "./frame.ts";
import type { Pupil } from "./people.ts";
import { topicOn, worded } from "./sessions.ts";
import type { Service, Structure } from "./structure.ts";
import { type Entry, lessonDays } from "./timetable.ts";

export type ReportPeriod = RowOf<"report_periods">;

/** A test, and what each pupil made of it once it has been held. */
export type Test = { evaluation: RowOf<"evaluations">; service: Service; grades: Grade[] };
export type Grade = { pupil: Pupil; row: RowOf<"grades"> };

/** How far into the time that a period has lasted its tests are held, give or take a tenth. */
const MOMENTS = [0.25, 0.7];

/** Tests of every subject in every period that has begun, their marks, the averages of the periods that are closed. */
export function planGrades(frame: Frame, structure: Structure, entries: readonly Entry[]): Partial<Rows> {
  const { calendar } = frame;
  const random = frame.random("grades");
  const periods = reportPeriods(frame, structure);
  const tests = periods
    .filter(({ starts_on }) => starts_on <= calendar.today)
    .flatMap((period) => structure.services.flatMap((service) => testsOf(frame, random, period, service, entries)));
  const closed = periods.filter(({ locked_at }) => locked_at !== null);
  return {
    report_periods: periods,
    evaluations: tests.map(({ evaluation }) => evaluation),
    grades: tests.flatMap(({ grades }) => grades.map(({ row }) => row)),
    averages: closed.flatMap((period) => averageRows(frame, structure.classes, period, tests)),
    ...planCompetences(frame, tests),
  };
}

function reportPeriods({ calendar, curriculum, id }: Frame, { yearId }: Structure): ReportPeriod[] {
  const periods = curriculum.reports === "trimester" ? calendar.trimesters : calendar.semesters;
  return periods.map((period, index) => ({
    id: id(),
    academic_year_id: yearId,
    kind: curriculum.reports,
    position: index + 1,
    name: period.name,
    starts_on: period.startsOn,
    ends_on: period.endsOn,
    locked_at: period.endsOn < calendar.today ? at(period.endsOn, "18:00") : null,
  }));
}

/** Two tests that were held, and while the period lasts one that is announced. */
function testsOf(
  frame: Frame,
  random: Random,
  period: ReportPeriod,
  service: Service,
  entries: readonly Entry[],
): Test[] {
  const { calendar } = frame;
  const days = lessonDays(calendar.between(period.starts_on, period.ends_on), service, entries);
  // The first week is for settling in, and what was held yesterday is not marked yet.
  const [settledOn, markedOn] = [addDays(calendar.year.startsOn, 7), addDays(calendar.today, -2)];
  const past = days.filter((day) => day > settledOn && day < markedOn);
  const moments = MOMENTS.map((moment) => past[Math.floor((moment + random.next() * 0.2) * past.length)]);
  const heldOn = [...new Set(moments)].filter((day) => day !== undefined);
  const soon = addDays(calendar.today, 3);
  const ahead = days.filter((day) => day > soon).slice(0, 5);
  const next = ahead.length > 0 ? random.pick(ahead) : undefined;
  const wordings = random.shuffle(WORDINGS[service.subject.work].evaluations);
  const wordingOf = (index: number) => wordings[index % wordings.length] as EvaluationWording;
  const held = heldOn.map((day, index) => testOn(frame, period, service, day, wordingOf(index)));
  const isAnnounced = next && random.chance(0.4);
  return [
    ...held.map((test) => ({ ...test, grades: gradesOf(frame, random, test) })),
    ...(isAnnounced ? [testOn(frame, period, service, next, wordingOf(held.length))] : []),
  ];
}

function testOn(frame: Frame, period: ReportPeriod, service: Service, day: string, wording: EvaluationWording): Test {
  const { subject } = service;
  const published = day < frame.calendar.today ? addDays(day, 2) : addDays(day, -10);
  return {
    service,
    grades: [],
    evaluation: {
      id: frame.id(),
      class_id: service.schoolClass.id,
      subject_id: service.subjectId,
      teacher_id: service.teacher.id,
      report_period_id: period.id,
      title: worded(wording.title, topicOn(frame.calendar, subject.topics, day)),
      kind: wording.kind,
      held_on: day,
      max_score: wording.maxScore,
      coefficient: wording.coefficient,
      published_at: at(published, "18:00"),
    },
  };
}

function gradesOf(frame: Frame, random: Random, { evaluation, service }: Test): Grade[] {
  const difficulty = random.normal(0, 0.9);
  return service.schoolClass.pupils.map((pupil) => {
    const status = random.chance(0.03) ? random.pick(["absent", "absent", "not_handed_in"]) : "graded";
    const outOf20 = pupil.ability + taste(frame, pupil, service.subject) + difficulty + random.normal(0, 2.1);
    const share = Math.min(20, Math.max(1, outOf20)) / 20;
    return {
      pupil,
      row: {
        id: frame.id(),
        evaluation_id: evaluation.id,
        student_id: pupil.id,
        status,
        score: status === "graded" ? Math.round(share * evaluation.max_score * 2) / 2 : null,
        remark: status === "graded" && random.chance(0.12) ? random.pick(REMARKS) : "",
      },
    };
  });
}

/** A pupil's leaning for a subject, in points out of 20: the same at every test. */
function taste(frame: Frame, pupil: Pupil, subject: Subject): number {
  return frame.random(`taste:${pupil.username}:${subject.code}`).normal(0, 1.6);
}
