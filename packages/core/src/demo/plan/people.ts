import { BOYS, GIRLS, LAST_NAMES, MEN, type Post, WOMEN } from "../lists/index.ts";
import type { Random } from "../random.ts";
import type { RowOf, Rows } from "../tables.ts";
import { type Contacts, createContacts, type Person } from "./contacts.ts";
import { type Family, planFamily } from "./families.ts";
import type { Frame } from "./frame.ts";

export type Teacher = Person & { post: Post };

export type Pupil = Person & {
  sex: "F" | "M";
  className: string;
  birthDate: string;
  family: Family;
  /** The average, out of 20, that the marks are drawn around. */
  ability: number;
};

export type People = { teachers: Teacher[]; pupils: Pupil[] };

/** Everybody with an account, but for the administrator, who is there already. */
export function planPeople(frame: Frame): { people: People; rows: Partial<Rows> } {
  const contacts = createContacts(frame);
  const teachers = planTeachers(frame, contacts);
  const pupils = planPupils(frame, contacts);
  const guardians = new Map(
    pupils.flatMap(({ family }) => family.guardians).map((guardian) => [guardian.id, guardian]),
  );
  const parents = [...guardians.values()].filter(({ hasAccount }) => hasAccount);
  return {
    people: { teachers, pupils },
    rows: {
      users: [
        ...teachers.map((teacher) => userRow(teacher, "teacher")),
        ...pupils.map((pupil) => userRow(pupil, "student")),
        ...parents.map((parent) => userRow(parent, "parent")),
      ],
      profiles: [
        ...pupils.map((pupil) => profileRow(frame, pupil.id, pupil.family.address, pupil.birthDate)),
        ...parents.map((parent) => profileRow(frame, parent.id, parent.address, null)),
      ],
    },
  };
}

function planTeachers(frame: Frame, contacts: Contacts): Teacher[] {
  const random = frame.random("teachers");
  const surnames = random.shuffle(LAST_NAMES);
  return frame.curriculum.posts.map((post, index) => {
    const firstName = random.pick(random.chance(0.6) ? WOMEN : MEN);
    const lastName = surnames[index] ?? random.pick(LAST_NAMES);
    return { ...contacts.member(firstName, lastName, index === 0 ? "prof" : undefined), id: frame.id(), post };
  });
}

function planPupils(frame: Frame, contacts: Contacts): Pupil[] {
  const random = frame.random("pupils");
  const pupils: Pupil[] = [];
  for (const plan of frame.curriculum.classes) {
    const age = frame.curriculum.levels.find(({ code }) => code === plan.level)?.age ?? 15;
    for (let seat = 0; seat < plan.pupils; seat++) {
      const sex = random.chance(0.5) ? "F" : "M";
      const firstName = random.pick(sex === "F" ? GIRLS : BOYS);
      const sibling = random.chance(0.1) ? siblingFor(pupils, plan.name, random) : undefined;
      const isFirst = pupils.length === 0;
      const family = sibling?.family ?? planFamily(frame, contacts, random, isFirst);
      pupils.push({
        ...contacts.member(firstName, family.lastName, isFirst ? "eleve" : undefined),
        id: frame.id(),
        sex,
        className: plan.name,
        birthDate: birthDate(frame, random, age),
        family,
        ability: Math.min(18, Math.max(5, random.normal(12.2, 2.6))),
      });
    }
  }
  return pupils;
}

/** Somebody of another class who has no brother or sister here yet. */
function siblingFor(pupils: readonly Pupil[], className: string, random: Random): Pupil | undefined {
  const families = pupils.map(({ family }) => family);
  const alone = pupils.filter(
    (pupil) => pupil.className !== className && families.filter((family) => family === pupil.family).length === 1,
  );
  return alone.length > 0 ? random.pick(alone) : undefined;
}

/** Pupils are of the calendar year that makes them `age` by the end of the year the school year begins in. */
function birthDate({ calendar }: Frame, random: Random, age: number): string {
  const year = Number(calendar.year.startsOn.slice(0, 4)) - age;
  return new Date(Date.UTC(year, random.int(0, 11), random.int(1, 28))).toISOString().slice(0, 10);
}

function userRow(person: Person, role: string): RowOf<"users"> {
  return {
    id: person.id,
    username: person.username,
    email: person.email,
    first_name: person.firstName,
    last_name: person.lastName,
    full_name: `${person.firstName} ${person.lastName}`,
    user_type: role,
    phone_number: person.phone,
    is_verified: true,
  };
}

function profileRow({ school }: Frame, userId: string, address: string, birth: string | null): RowOf<"profiles"> {
  return { user_id: userId, date_of_birth: birth, address, postal_code: school.postalCode, city: school.city };
}
