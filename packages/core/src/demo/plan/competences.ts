import type { RowOf, Rows } from "../tables.ts";
import type { Frame } from "./frame.ts";
import type { Test } from "./grades.ts";
import { idOf } from "./structure.ts";

/** One test in this many is read for competences too. */
const EVERY = 4;

/** The competences of the school, and how far pupils master them at some of the tests. */
export function planCompetences(frame: Frame, tests: readonly Test[]): Partial<Rows> {
  const { curriculum, id } = frame;
  const random = frame.random("competences");
  const ids = new Map(curriculum.competences.map(({ code }) => [code, id()]));
  const assessed = tests.filter(({ service, grades }) => grades.length > 0 && service.subject.competences.length > 0);
  return {
    competences: curriculum.competences.map(({ code, title, domain, cycle }, index) => ({
      id: idOf(ids, code),
      code,
      title,
      domain,
      cycle,
      position: index + 1,
    })),
    competence_assessments: assessed
      .filter((_, index) => index % EVERY === 0)
      .flatMap((test) => {
        const competence = codeIn(frame, test, random.pick(test.service.subject.competences));
        return assessmentRows(frame, test, idOf(ids, competence));
      }),
  };
}

/** At the collège a competence is one of a cycle: 3 in 6e, 4 from 5e on. */
function codeIn({ school }: Frame, { service }: Test, code: string): string {
  if (school.schoolType !== "college") return code;
  return `C${service.schoolClass.plan.level === "6e" ? 3 : 4}-${code}`;
}

function assessmentRows({ id }: Frame, { evaluation, grades }: Test, competenceId: string) {
  return grades.flatMap(({ row }): RowOf<"competence_assessments">[] => {
    if (row.score === null) return [];
    return [
      {
        id: id(),
        competence_id: competenceId,
        student_id: row.student_id,
        teacher_id: evaluation.teacher_id,
        report_period_id: evaluation.report_period_id,
        evaluation_id: evaluation.id,
        mastery: masteryOf(row.score / evaluation.max_score),
        assessed_on: evaluation.held_on,
      },
    ];
  });
}

function masteryOf(share: number): number {
  return 1 + [0.4, 0.55, 0.8].filter((step) => share >= step).length;
}
