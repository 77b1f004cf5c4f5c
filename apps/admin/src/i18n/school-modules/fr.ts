import type { Texts } from "../text.ts";

export default {
  title: "Modules",
  "group.base": "Socle",
  "groupAbout.base": "Ce sur quoi les autres modules s'appuient.",
  "group.teaching": "Enseignement et vie scolaire",
  "groupAbout.teaching": "Le quotidien des classes : cours, présences, notes et travail à faire.",
  "group.around": "Échanges et analyses",
  "groupAbout.around": "Ce qui relie les familles aux équipes et aide à suivre les élèves.",
  on: { one: "{count} actif sur {total}", other: "{count} actifs sur {total}" },
  save: "Enregistrer les modules",
  saved: "Les modules sont à jour",
} as const satisfies Texts;
