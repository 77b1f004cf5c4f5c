import { APPRECIATIONS } from "../lists/index.ts";
import type { RowOf } from "../tables.ts";
import type { Frame } from "./frame.ts";
import type { ReportPeriod, Test } from "./grades.ts";
import type { Pupil } from "./people.ts";
import type { SchoolClass } from "./structure.ts";

type Weighted = { value: number; weight: number };

/** What the reports of a closed period print: each subject, then the general average, whose subject is null. */
export function averageRows(
  frame: Frame,
  classes: readonly SchoolClass[],
  period: ReportPeriod,
  tests: readonly Test[],
): RowOf<"averages">[] {
  const own = tests.filter(({ evaluation }) => evaluation.report_period_id === period.id);
  return classes.flatMap((schoolClass) => {
    const inClass = own.filter(({ service }) => service.schoolClass === schoolClass);
    const services = [...new Set(inClass.map(({ service }) => service))];
    const bySubject = services.map((service) => {
      const subjectTests = inClass.filter((test) => test.service === service);
      return { service, averages: averagesBy(schoolClass, (pupil) => marksOf(pupil, subjectTests)) };
    });
    const general = averagesBy(schoolClass, (pupil) =>
      bySubject.flatMap(({ service, averages }) => {
        const value = averages.get(pupil) ?? null;
        return value === null ? [] : [{ value, weight: service.subject.coefficient }];
      }),
    );
    const rows = (averages: Averages, subjectId: string | null) =>
      rowsOf(frame, schoolClass, period, averages, subjectId);
    return [...bySubject.flatMap(({ service, averages }) => rows(averages, service.subjectId)), ...rows(general, null)];
  });
}

type Averages = ReadonlyMap<Pupil, number | null>;

function averagesBy({ pupils }: SchoolClass, marks: (pupil: Pupil) => Weighted[]): Averages {
  return new Map(pupils.map((pupil) => [pupil, weightedAverage(marks(pupil))]));
}

function marksOf(pupil: Pupil, tests: readonly Test[]): Weighted[] {
  return tests.flatMap(({ evaluation, grades }) => {
    const score = grades.find((grade) => grade.pupil === pupil)?.row.score ?? null;
    return score === null ? [] : [{ value: (score / evaluation.max_score) * 20, weight: evaluation.coefficient }];
  });
}

function weightedAverage(marks: readonly Weighted[]): number | null {
  const weight = marks.reduce((sum, mark) => sum + mark.weight, 0);
  return weight === 0 ? null : round(marks.reduce((sum, mark) => sum + mark.value * mark.weight, 0) / weight);
}

function rowsOf(
  { id }: Frame,
  schoolClass: SchoolClass,
  period: ReportPeriod,
  averages: Averages,
  subjectId: string | null,
): RowOf<"averages">[] {
  const known = [...averages.values()].filter((value) => value !== null);
  const isEmpty = known.length === 0;
  return [...averages].map(([pupil, average]) => ({
    id: id(),
    student_id: pupil.id,
    class_id: schoolClass.id,
    report_period_id: period.id,
    subject_id: subjectId,
    average,
    class_average: isEmpty ? null : round(known.reduce((sum, value) => sum + value, 0) / known.length),
    class_lowest: isEmpty ? null : Math.min(...known),
    class_highest: isEmpty ? null : Math.max(...known),
    appreciation: subjectId === null && average !== null ? appreciationOf(average) : "",
  }));
}

function appreciationOf(average: number): string {
  return APPRECIATIONS.find(({ from }) => average >= from)?.text ?? "";
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
