import type { DriftDifference, DriftRepair, DriftSchool } from "./drift.ts";
import type { Language } from "./messages/index.ts";

type Text = Readonly<Record<Language, string>>;

const OBJECTS: Readonly<Record<DriftDifference["object"], Text>> = {
  role: { fr: "rôle", en: "role" },
  table: { fr: "table", en: "table" },
  column: { fr: "colonne", en: "column" },
  constraint: { fr: "contrainte", en: "constraint" },
  index: { fr: "index", en: "index" },
  sequence: { fr: "séquence", en: "sequence" },
  grant: { fr: "droits", en: "rights" },
};

const ASPECTS: Readonly<Record<DriftDifference["aspect"], Text>> = {
  missing: { fr: "absent : {expected}", en: "missing: {expected}" },
  extra: { fr: "en trop : {found}", en: "extra: {found}" },
  definition: { fr: "{found} au lieu de {expected}", en: "{found} instead of {expected}" },
  type: { fr: "type {found} au lieu de {expected}", en: "type {found} instead of {expected}" },
  default: { fr: "valeur par défaut {found} au lieu de {expected}", en: "default {found} instead of {expected}" },
  not_null: { fr: "{found} au lieu de {expected}", en: "{found} instead of {expected}" },
  identity: { fr: "identité {found} au lieu de {expected}", en: "identity {found} instead of {expected}" },
  generated: { fr: "calculée : {found} au lieu de {expected}", en: "generated {found} instead of {expected}" },
  invalid: { fr: "invalide : {found}", en: "invalid: {found}" },
  name: { fr: "nom {found} au lieu de {expected}", en: "name {found} instead of {expected}" },
};

const NOTES: Readonly<Record<NonNullable<DriftRepair["note"]>, Text>> = {
  loses_data: {
    fr: "en commentaire : détruit des données, à vous de juger",
    en: "commented out: it destroys data, so it is for you to judge",
  },
  needs_values: {
    fr: "échoue tant que des lignes n'ont pas de valeur : remplissez-les d'abord",
    en: "fails as long as rows have no value: fill them first",
  },
  rewrites: {
    fr: "réécrit la table : ses requêtes attendent pendant ce temps, et les valeurs sont converties",
    en: "rewrites the table: its requests wait meanwhile, and values are converted",
  },
  builds: {
    fr: "bloque les écritures ; sur une table utilisée, « index concurrently » et hors d'une transaction",
    en: "writes wait; on a table in use say 'index concurrently', outside of a transaction",
  },
  reads: {
    fr: "lit toute la table, et échoue là où une ligne y contrevient",
    en: "reads the whole table, and fails where a row is against it",
  },
};

const NOTHING: Text = { fr: "rien", en: "nothing" };

/** One difference in words, on one line. */
export function driftText(difference: DriftDifference, language: Language): string {
  const { object, aspect, table, name, expected, found } = difference;
  const shown = (text: string | null) => oneLine(text ?? NOTHING[language]);
  const what = ASPECTS[aspect][language].replace(/\{(\w+)\}/g, (_, field) =>
    shown(field === "found" ? found : expected),
  );
  const where = table === "" || (object === "table" && table === name) ? name : `${table}.${name}`;
  return `${OBJECTS[object][language]} ${oneLine(where)} : ${what}`.replace(" : ", language === "fr" ? " : " : ": ");
}

/** The SQL that would repair a school, each statement under the difference it repairs. It can be run as it is. */
export function driftScript(school: Pick<DriftSchool, "differences" | "repair">, language: Language): string {
  const lines: string[] = [];
  let last = -1;
  for (const { sql, difference, note } of school.repair) {
    const about = school.differences[difference];
    if (about && difference !== last) lines.push(`-- ${driftText(about, language)}`);
    if (note) lines.push(`--   ${NOTES[note][language]}`);
    const text = `${sql};`;
    lines.push(note === "loses_data" ? text.replace(/^/gm, "-- ") : text);
    last = difference;
  }
  return lines.join("\n");
}

/** A name may hold anything, and a comment ends with its line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
