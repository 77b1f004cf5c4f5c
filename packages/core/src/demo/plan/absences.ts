import { addMinutes, at } from "../calendar.ts";
import type { Random } from "../random.ts";
import type { RowOf, Rows } from "../tables.ts";
import type { Frame } from "./frame.ts";
import type { Pupil } from "./people.ts";
import type { Session } from "./sessions.ts";
import type { Half, SchoolClass } from "./structure.ts";

/** Whether a pupil is away from a lesson. */
export type Away = (pupil: Pupil, session: Session) => boolean;

type HalfDay = { day: string; half: Half; startsAt: string; endsAt: string };

const REASONS = ["illness", "illness", "illness", "family_event", "transport", "medical_appointment"];

/** Who was away when: a run of half-days each for a few pupils, justified or not. */
export function planAbsences(frame: Frame, classes: readonly SchoolClass[], held: readonly Session[]) {
  const random = frame.random("absences");
  const missed = new Map<Pupil, Set<string>>();
  const rows = { absences: [] as Rows["absences"], absence_justifications: [] as Rows["absence_justifications"] };
  for (const schoolClass of classes) {
    const halfDays = halfDaysOf(held.filter(({ entry }) => entry.service.schoolClass === schoolClass));
    for (const pupil of schoolClass.pupils) {
      const run = random.chance(pupil.ability < 10 ? 0.55 : 0.2) ? runOf(random, pupil, halfDays) : [];
      const [first, last] = [run[0], run.at(-1)];
      if (!first || !last) continue;
      missed.set(pupil, new Set(run.map(keyOf)));
      const justification = justificationRow(frame, random, pupil, first.day, last.day);
      if (justification) rows.absence_justifications.push(justification);
      rows.absences.push({
        id: frame.id(),
        student_id: pupil.id,
        starts_at: at(first.day, first.startsAt),
        ends_at: at(last.day, last.endsAt),
        half_days: run.length,
        status: absenceStatus(random, justification),
        justification_id: justification?.id ?? null,
        recorded_by: frame.adminId,
        guardians_notified_at: at(first.day, addMinutes(first.startsAt, 45)),
      });
    }
  }
  const away: Away = (pupil, { day, entry }) => missed.get(pupil)?.has(keyOf({ day, half: entry.slot.half })) ?? false;
  const halfDaysAway = new Map([...missed].map(([pupil, halfDays]) => [pupil, halfDays.size]));
  return { away, rows, halfDaysAway };
}

function keyOf({ day, half }: Pick<HalfDay, "day" | "half">): string {
  return `${day} ${half}`;
}

/** A class's half-days of school, from its first lesson in each to its last. */
function halfDaysOf(sessions: readonly Session[]): HalfDay[] {
  const found = new Map<string, HalfDay>();
  for (const { day, entry } of sessions) {
    const { half, startsAt, endsAt } = entry.slot;
    const known = found.get(keyOf({ day, half }));
    found.set(keyOf({ day, half }), { day, half, startsAt: known?.startsAt ?? startsAt, endsAt });
  }
  return [...found.values()];
}

function runOf(random: Random, pupil: Pupil, halfDays: readonly HalfDay[]): HalfDay[] {
  const start = random.int(0, Math.max(0, halfDays.length - 1));
  const length = pupil.ability < 8 ? random.int(3, 7) : random.pick([1, 1, 2, 2, 4]);
  return halfDays.slice(start, start + length);
}

function justificationRow(frame: Frame, random: Random, pupil: Pupil, from: string, to: string) {
  if (!random.chance(pupil.ability < 8 ? 0.3 : 0.75)) return undefined;
  const isAccepted = random.chance(0.8);
  const row: RowOf<"absence_justifications"> = {
    id: frame.id(),
    student_id: pupil.id,
    submitted_by: pupil.family.guardians.find(({ hasAccount }) => hasAccount)?.id ?? null,
    reason: random.pick(REASONS),
    starts_on: from,
    ends_on: to,
    status: isAccepted ? "accepted" : "submitted",
    reviewed_by: isAccepted ? frame.adminId : null,
    reviewed_at: isAccepted ? frame.now.toISOString() : null,
  };
  return row;
}

function absenceStatus(random: Random, justification: { status: string } | undefined): string {
  if (justification) return justification.status === "accepted" ? "justified" : "open";
  return random.chance(0.5) ? "unjustified" : "open";
}
