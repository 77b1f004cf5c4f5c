import { DOCTORS } from "../lists/index.ts";
import type { Random } from "../random.ts";
import type { RowOf, Rows } from "../tables.ts";
import { planDiscipline } from "./discipline.ts";
import type { Guardian } from "./families.ts";
import type { Frame } from "./frame.ts";
import type { People, Pupil } from "./people.ts";

const RELATIONS = { mother: "mère", father: "père", grandparent: "grand-parent" } as const;
const ALLERGIES = ["Arachides", "Pollens de graminées", "Pénicilline", "Œufs", "Piqûres de guêpe"];
const CARE_PLAN =
  "Trousse d'urgence à l'infirmerie et dans le cartable. En cas de gêne respiratoire : bronchodilatateur, puis appel du 15 et de la famille.";

/** The school's file on each pupil, those responsible for them and whom to call. */
export function planRecords(frame: Frame, { pupils, teachers }: People): Partial<Rows> {
  const random = frame.random("records");
  return {
    student_records: pupils.map((pupil, index) => recordRow(frame, random, pupil, index)),
    guardians: pupils.flatMap((pupil) =>
      pupil.family.guardians.map((guardian, index) => guardianRow(frame, pupil, guardian, index)),
    ),
    emergency_contacts: pupils.flatMap((pupil) => contactRows(frame, random, pupil)),
    medical_records: pupils.filter(() => random.chance(0.12)).map((pupil) => medicalRow(frame, random, pupil)),
    ...planDiscipline(frame, pupils, teachers),
  };
}

function recordRow({ calendar, school }: Frame, random: Random, pupil: Pupil, index: number): RowOf<"student_records"> {
  return {
    student_id: pupil.id,
    // Shaped like an INE; no real one begins with nine zeros.
    national_id: `000000${String(index + 1).padStart(3, "0")}ZZ`,
    sex: pupil.sex,
    birth_place: random.chance(0.6) ? school.city : random.pick(["Lyon", "Lille", "Toulouse", "Nantes", "Strasbourg"]),
    birth_country: "FR",
    nationality: "FR",
    entered_on: calendar.year.startsOn,
    scholarship_step: random.chance(0.25) ? random.int(1, 6) : null,
    support_plan: random.chance(0.1) ? random.pick(["ppre", "pap", "pps"]) : null,
    has_image_consent: random.chance(0.9) ? random.chance(0.9) : null,
  };
}

function guardianRow({ id }: Frame, pupil: Pupil, guardian: Guardian, index: number): RowOf<"guardians"> {
  return {
    id: id(),
    student_id: pupil.id,
    user_id: guardian.hasAccount ? guardian.id : null,
    relationship: guardian.relationship,
    first_name: guardian.firstName,
    last_name: guardian.lastName,
    email: guardian.email,
    phone_number: guardian.phone,
    address: guardian.address,
    lives_with_student: guardian.livesWithPupil,
    is_payer: index === 0,
  };
}

function contactRows({ id }: Frame, random: Random, { id: studentId, family }: Pupil): RowOf<"emergency_contacts">[] {
  const known = family.guardians.map((guardian) => ({
    full_name: `${guardian.firstName} ${guardian.lastName}`,
    relationship: RELATIONS[guardian.relationship] as string,
    phone_number: guardian.phone,
  }));
  const neighbour = {
    full_name: `${random.pick(["Mme", "M."])} ${family.lastName}`,
    relationship: random.pick(["grand-mère", "oncle", "tante", "voisin"]),
    phone_number: `063998${String(random.int(0, 9999)).padStart(4, "0")}`,
  };
  return [...known, neighbour].map((contact, index) => ({
    id: id(),
    student_id: studentId,
    position: index + 1,
    ...contact,
    may_collect: index === 0 || random.chance(0.7),
  }));
}

function medicalRow({ calendar }: Frame, random: Random, pupil: Pupil): RowOf<"medical_records"> {
  const hasPlan = random.chance(0.4);
  return {
    student_id: pupil.id,
    allergies: random.pick(ALLERGIES),
    care_plan: hasPlan ? CARE_PLAN : "",
    care_plan_ends_on: hasPlan ? calendar.year.endsOn : null,
    doctor_name: random.pick(DOCTORS),
    doctor_phone_number: `026191${String(random.int(0, 9999)).padStart(4, "0")}`,
    has_hospital_consent: random.chance(0.9) ? true : null,
  };
}
