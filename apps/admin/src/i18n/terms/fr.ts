import type { Texts } from "../text.ts";

/** What schools' types and modules are called, on every page that names them. */
export default {
  "type.college": "Collège",
  "type.lycee": "Lycée",
  "type.lycee_pro": "Lycée professionnel",
  "module.authentication": "Comptes",
  "module.schools": "Établissement",
  "module.timetable": "Emploi du temps",
  "module.attendance": "Vie scolaire",
  "module.grades": "Notes",
  "module.homework": "Cahier de textes",
  "module.messaging": "Messagerie",
  "module.student_records": "Dossiers élèves",
  "module.ai_analytics": "Analyses IA",
  "moduleAbout.authentication": "Connexion et profil de chacun",
  "moduleAbout.schools": "Classes, groupes et années scolaires",
  "moduleAbout.timetable": "Cours, salles et remplacements",
  "moduleAbout.attendance": "Absences, retards et justificatifs",
  "moduleAbout.grades": "Évaluations, moyennes et bulletins",
  "moduleAbout.homework": "Travail à faire et contenus de séance",
  "moduleAbout.messaging": "Échanges entre familles et équipes",
  "moduleAbout.student_records": "Informations et documents de scolarité",
  "moduleAbout.ai_analytics": "Repérage des élèves à accompagner",
} as const satisfies Texts;
