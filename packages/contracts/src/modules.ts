import type { Language } from "./messages/index.ts";

/** Where pages that list every module show one. */
export const MODULE_GROUPS = ["base", "teaching", "around"] as const;
export type ModuleGroup = (typeof MODULE_GROUPS)[number];

/** A part of a school's life that can be switched on for it. */
export type Module = Readonly<
  {
    group: ModuleGroup;
    /** Whether a school has it when nothing is said. */
    byDefault: boolean;
  } & Record<Language, { name: string; about: string }>
>;

/**
 * Every module, in the order menus show them. This is all there is to write for a new one: the name it has here is the
 * one in a school's map, of `requireModule`, and everything that names or counts modules reads it.
 */
const RECORDS = {
  authentication: {
    group: "base",
    byDefault: true,
    fr: { name: "Comptes", about: "Connexion et profil de chacun" },
    en: { name: "Accounts", about: "Signing in and everyone's profile" },
  },
  schools: {
    group: "base",
    byDefault: true,
    fr: { name: "Établissement", about: "Classes, groupes et années scolaires" },
    en: { name: "School", about: "Classes, groups and school years" },
  },
  timetable: {
    group: "teaching",
    byDefault: true,
    fr: { name: "Emploi du temps", about: "Cours, salles et remplacements" },
    en: { name: "Timetable", about: "Lessons, rooms and substitutes" },
  },
  attendance: {
    group: "teaching",
    byDefault: true,
    fr: { name: "Vie scolaire", about: "Absences, retards et justificatifs" },
    en: { name: "Attendance", about: "Absences, lateness and excuses" },
  },
  grades: {
    group: "teaching",
    byDefault: true,
    fr: { name: "Notes", about: "Évaluations, moyennes et bulletins" },
    en: { name: "Grades", about: "Assessments, averages and reports" },
  },
  homework: {
    group: "teaching",
    byDefault: true,
    fr: { name: "Cahier de textes", about: "Travail à faire et contenus de séance" },
    en: { name: "Homework", about: "Work to do and lesson contents" },
  },
  messaging: {
    group: "around",
    byDefault: true,
    fr: { name: "Messagerie", about: "Échanges entre familles et équipes" },
    en: { name: "Messages", about: "Between families and staff" },
  },
  student_records: {
    group: "base",
    byDefault: true,
    fr: { name: "Dossiers élèves", about: "Informations et documents de scolarité" },
    en: { name: "Student records", about: "Information and school documents" },
  },
  // Off until a school asks for it: the legacy contract, «Modules known».
  ai_analytics: {
    group: "around",
    byDefault: false,
    fr: { name: "Analyses IA", about: "Repérage des élèves à accompagner" },
    en: { name: "AI analytics", about: "Finding students who need support" },
  },
} as const satisfies Record<string, Module>;

export type ModuleName = keyof typeof RECORDS;

/** A stored map: modules left out of it are off. */
export type ModuleMap = Partial<Record<ModuleName, boolean>>;

export const MODULE_RECORDS: Readonly<Record<ModuleName, Module>> = RECORDS;

/** The names of the modules, in the order menus show them. */
export const MODULES = /* @__PURE__ */ Object.keys(RECORDS) as readonly string[] as readonly ModuleName[];

/** What a school gets when nothing is said. */
export const DEFAULT_MODULES: Readonly<Record<ModuleName, boolean>> = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ everyModule(({ byDefault }) => byDefault),
);

/** A value for each module, in their order. */
export function everyModule<Value>(choose: (record: Module, name: ModuleName) => Value): Record<ModuleName, Value> {
  const values = MODULES.map((name) => [name, choose(RECORDS[name], name)] as const);
  return Object.fromEntries(values) as Record<ModuleName, Value>;
}

export function isModuleName(name: string): name is ModuleName {
  return (MODULES as readonly string[]).includes(name);
}

/** Whether a school has a module; one left out of its map is off. */
export function hasModule(map: ModuleMap, name: ModuleName): boolean {
  return map[name] === true;
}
