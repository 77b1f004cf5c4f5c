import type { Language } from "@pepro/client";
import type { ModuleName, UserType } from "@pepro/contracts";

type Texts = {
  modules: Record<ModuleName, { name: string; about: string }>;
  roles: Record<UserType, string>;
} & Record<
  | "space"
  | "modulesTitle"
  | "noModules"
  | "skip"
  | "signIn"
  | "signInTitle"
  | "signOut"
  | "email"
  | "password"
  | "hello"
  | "failed"
  | "retry",
  string
>;

/** `{name}` is replaced. A text or a module that is missing in either language does not compile. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  fr: {
    space: "L'espace numérique de l'établissement, pour les élèves, leurs familles et les équipes.",
    modulesTitle: "Les modules de l'établissement",
    noModules: "Aucun module n'est activé pour le moment.",
    skip: "Aller au contenu",
    signIn: "Se connecter",
    signInTitle: "Connexion",
    signOut: "Se déconnecter",
    email: "Adresse e-mail",
    password: "Mot de passe",
    hello: "Bonjour {name}",
    failed: "La page n'a pas pu être chargée",
    retry: "Réessayer",
    roles: {
      student: "Élève",
      parent: "Parent",
      teacher: "Enseignant",
      admin: "Administrateur",
      superadmin: "Super-administrateur",
    },
    modules: {
      authentication: { name: "Comptes", about: "Connexion et profil de chacun" },
      schools: { name: "Établissement", about: "Classes, groupes et années scolaires" },
      timetable: { name: "Emploi du temps", about: "Cours, salles et remplacements" },
      attendance: { name: "Vie scolaire", about: "Absences, retards et justificatifs" },
      grades: { name: "Notes", about: "Évaluations, moyennes et bulletins" },
      homework: { name: "Cahier de textes", about: "Travail à faire et contenus de séance" },
      messaging: { name: "Messagerie", about: "Échanges entre familles et équipes" },
      student_records: { name: "Dossiers élèves", about: "Informations et documents de scolarité" },
      ai_analytics: { name: "Analyses IA", about: "Repérage des élèves à accompagner" },
    },
  },
  en: {
    space: "The school's online space, for pupils, their families and the staff.",
    modulesTitle: "The school's modules",
    noModules: "No module is switched on yet.",
    skip: "Skip to the content",
    signIn: "Sign in",
    signInTitle: "Sign in",
    signOut: "Sign out",
    email: "E-mail address",
    password: "Password",
    hello: "Hello {name}",
    failed: "The page could not be loaded",
    retry: "Try again",
    roles: {
      student: "Pupil",
      parent: "Parent",
      teacher: "Teacher",
      admin: "Administrator",
      superadmin: "Super-administrator",
    },
    modules: {
      authentication: { name: "Accounts", about: "Signing in and everyone's profile" },
      schools: { name: "School", about: "Classes, groups and school years" },
      timetable: { name: "Timetable", about: "Lessons, rooms and substitutes" },
      attendance: { name: "Attendance", about: "Absences, lateness and excuses" },
      grades: { name: "Grades", about: "Assessments, averages and reports" },
      homework: { name: "Homework", about: "Work to do and lesson contents" },
      messaging: { name: "Messages", about: "Between families and staff" },
      student_records: { name: "Student records", about: "Information and school documents" },
      ai_analytics: { name: "AI analytics", about: "Finding pupils who need support" },
    },
  },
};
