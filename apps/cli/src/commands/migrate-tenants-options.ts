import type { Option } from "../program/command.ts";

export const MIGRATE_OPTIONS: readonly Option[] = [
  { flags: "--schema <school>", text: { fr: "cet établissement seulement", en: "this school only" } },
  {
    flags: "--plan",
    text: { fr: "montrer ce qui serait fait, sans rien faire", en: "show what would be done, doing nothing" },
  },
  {
    flags: "--fake",
    text: {
      fr: "noter les migrations des établissements comme faites, sans les faire",
      en: "record the schools' migrations as done without running them",
    },
  },
  {
    flags: "--skip-public",
    text: { fr: "laisser les tables partagées comme elles sont", en: "leave the shared tables as they are" },
  },
  {
    flags: "--concurrency <n>",
    text: { fr: "établissements à la fois, 32 au plus (4 sinon)", en: "schools at a time, 32 at most (4 otherwise)" },
  },
  {
    flags: "--canary <schools>",
    text: {
      fr: "établissements qui passent d'abord : leurs noms, leur nombre, ou 5%",
      en: "schools that go first: their names, how many, or 5%",
    },
    list: true,
  },
  {
    flags: "--batch <n>",
    text: { fr: "établissements par vague, après les premiers", en: "schools a wave, after those" },
  },
  {
    flags: "--lock-timeout <ms>",
    text: {
      fr: "millisecondes qu'une instruction attend un verrou (2000 sinon)",
      en: "milliseconds a statement waits for a lock (2000 otherwise)",
    },
  },
  {
    flags: "--retries <n>",
    text: {
      fr: "nouveaux essais après un conflit de verrous (5 sinon)",
      en: "further tries after a lock conflict (5 otherwise)",
    },
  },
  {
    flags: "--failure-budget <share>",
    text: {
      fr: "échecs admis avant que la migration se mette en pause : un nombre, ou 2%",
      en: "failures allowed before the run pauses: a number, or 2%",
    },
  },
  {
    flags: "--wait",
    text: {
      fr: "attendre la fin d'une autre migration au lieu de refuser",
      en: "wait for another run to end instead of refusing",
    },
  },
  { flags: "--pause", text: { fr: "mettre la migration en pause", en: "pause the run" } },
  { flags: "--resume", text: { fr: "reprendre la migration, et la suivre", en: "resume the run, and follow it" } },
  {
    flags: "--retry-failed",
    text: { fr: "refaire les établissements en échec", en: "do the schools that failed again" },
  },
  { flags: "--cancel", text: { fr: "abandonner ce qui n'a pas commencé", en: "give up what has not begun" } },
  {
    flags: "--run <id>",
    text: {
      fr: "cette migration-là, sinon celle en cours ; seul : la suivre",
      en: "this run, otherwise the active one; alone: follow it",
    },
  },
  {
    flags: "--text",
    text: {
      fr: "des lignes à lire, là où la sortie n'est pas un terminal (sinon du JSON)",
      en: "lines to read where the output is no terminal (JSON otherwise)",
    },
  },
  { flags: "--app <module>", text: { fr: "n'existe plus", en: "gone" }, hidden: true },
];
