import type { Rows } from "../tables.ts";
import type { Attendance } from "./attendance.ts";
import type { Frame } from "./frame.ts";
import type { Pupil } from "./people.ts";
import { headOf, type SchoolClass, type Structure } from "./structure.ts";

const PROFILES = 8;
const ALERT_FROM = 50;

/** Estimates for the pupils most at risk of dropping out, and an alert for those well above the rest. */
export function planRisk(frame: Frame, structure: Structure, { halfDaysAway }: Attendance): Partial<Rows> {
  const scored = structure.classes
    .flatMap((schoolClass, index) =>
      schoolClass.pupils.map((pupil) => ({ pupil, schoolClass, index, ...score(pupil, halfDaysAway.get(pupil) ?? 0) })),
    )
    .sort((a, b) => b.total - a.total)
    .slice(0, PROFILES)
    .map((profile) => ({ ...profile, id: frame.id() }));
  const head = (schoolClass: SchoolClass, index: number) => headOf(structure.services, schoolClass, index).id;
  return {
    risk_profiles: scored.map(({ id, pupil, total, factors }) => ({
      id,
      student_id: pupil.id,
      academic_year_id: structure.yearId,
      risk_score: total,
      risk_level: levelOf(total),
      factors,
      model_version: "demo-1",
    })),
    risk_alerts: scored
      .filter(({ total }) => total >= ALERT_FROM)
      .map(({ id, schoolClass, index, total, factors }) => ({
        id: frame.id(),
        risk_profile_id: id,
        assigned_to: head(schoolClass, index),
        kind: (factors.attendance ?? 0) > (factors.grades ?? 0) ? "absenteeism" : "grade_drop",
        severity: total >= 75 ? "critical" : "warning",
        message: "Signaux de décrochage à examiner avec la famille et la vie scolaire.",
        status: "open",
      })),
  };
}

/** Half of it marks, half absences of the fortnight. */
function score(pupil: Pupil, halfDays: number): { total: number; factors: Record<string, number> } {
  const grades = Math.min(50, Math.max(0, (14 - pupil.ability) * 6));
  const attendance = Math.min(50, halfDays * 8);
  const total = Math.round(grades + attendance);
  const share = (part: number) => (total === 0 ? 0 : Math.round((part / (grades + attendance)) * 100) / 100);
  return { total, factors: { grades: share(grades), attendance: share(attendance) } };
}

function levelOf(total: number): string {
  if (total >= 75) return "critical";
  if (total >= 50) return "high";
  return total >= 25 ? "moderate" : "low";
}
