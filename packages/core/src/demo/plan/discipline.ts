import { at } from "../calendar.ts";
import type { Rows } from "../tables.ts";
import type { Frame } from "./frame.ts";
import type { People, Pupil } from "./people.ts";

type Incident = {
  category: "punishment" | "sanction";
  kind: string;
  reason: string;
  behaviour: string;
  severity: number;
  location: string;
  decidedBy: "teacher" | "head";
};

const INCIDENTS: readonly Incident[] = [
  {
    category: "sanction",
    kind: "warning",
    reason: "Insolence répétée envers un adulte malgré plusieurs rappels.",
    behaviour: "insolence",
    severity: 2,
    location: "Salle de classe",
    decidedBy: "head",
  },
  {
    category: "punishment",
    kind: "detention",
    reason: "Bavardages et refus de se mettre au travail.",
    behaviour: "disruption",
    severity: 1,
    location: "Salle de classe",
    decidedBy: "teacher",
  },
  {
    category: "punishment",
    kind: "extra_work",
    reason: "Téléphone utilisé pendant une évaluation.",
    behaviour: "cheating",
    severity: 1,
    location: "Salle de classe",
    decidedBy: "teacher",
  },
];

/** The incidents are spread over these; a year that has just begun has none. */
const SCHOOL_DAYS = 8;

/** The pupils who find school hardest have a few incidents behind them. */
export function planDiscipline(
  { calendar, adminId, id }: Frame,
  pupils: readonly Pupil[],
  teachers: People["teachers"],
): Partial<Rows> {
  const days = calendar.past(SCHOOL_DAYS).slice(0, -1);
  const concerned = [...pupils].sort((a, b) => a.ability - b.ability);
  const reporter = teachers[0]?.id ?? adminId;
  const cases = INCIDENTS.flatMap((incident, index) => {
    const [pupil, day] = [concerned[index], days[index * 2]];
    return pupil && day ? [{ incident, pupil, day, sanctionId: id() }] : [];
  });
  return {
    sanctions: cases.map(({ incident, pupil, day, sanctionId }) => ({
      id: sanctionId,
      student_id: pupil.id,
      decided_by: incident.decidedBy === "head" ? adminId : reporter,
      category: incident.category,
      kind: incident.kind,
      reason: incident.reason,
      decided_on: day,
      erase_on: incident.category === "sanction" ? nextYearEnd(calendar.year.endsOn) : null,
    })),
    disciplinary_records: cases.map(({ incident, pupil, day, sanctionId }) => ({
      id: id(),
      student_id: pupil.id,
      reported_by: reporter,
      sanction_id: sanctionId,
      occurred_at: at(day, "10:20"),
      location: incident.location,
      category: incident.behaviour,
      severity: incident.severity,
      description: incident.reason,
      status: "closed",
    })),
  };
}

/** A warning leaves the file at the end of the school year that follows (R511-13). */
function nextYearEnd(endsOn: string): string {
  return `${Number(endsOn.slice(0, 4)) + 1}${endsOn.slice(4)}`;
}
