import type { Language } from "./messages/index.ts";

/** Why a school needs attention, the gravest first. */
export const ATTENTION_CODES = [
  "freeze_overdue",
  "dead_rows",
  "analyze_overdue",
  "growth_fast",
  "size_large",
  "whole_table_scans",
  "index_unused",
] as const;
export type AttentionCode = (typeof ATTENTION_CODES)[number];

/** One reason: what was found where, and what is still all right. */
export type Attention = {
  code: AttentionCode;
  table: string | null;
  index: string | null;
  value: number;
  limit: number;
};

type Unit = "bytes" | "share" | "number";

type AttentionRecord = { unit: Unit } & Readonly<{ [language in Language]: { name: string; text: string } }>;

/** What each reason is called, and what is to be done about it. */
const RECORDS: Readonly<{ [code in AttentionCode]: AttentionRecord }> = {
  freeze_overdue: {
    unit: "number",
    fr: {
      name: "Gel en retard",
      text: "{table} : {value} transactions depuis que ses lignes ont été gelées (limite : {limit}). Quelque chose retient le nettoyage : terminez les transactions restées ouvertes (pg_stat_activity, pg_prepared_xacts), puis lancez VACUUM (FREEZE) {table}.",
    },
    en: {
      name: "Freeze overdue",
      text: "{table}: {value} transactions since its rows were frozen (limit: {limit}). Something holds vacuum back: end transactions that were left open (pg_stat_activity, pg_prepared_xacts), then run VACUUM (FREEZE) {table}.",
    },
  },
  dead_rows: {
    unit: "share",
    fr: {
      name: "Lignes mortes",
      text: "{table} : {value} de lignes mortes (limite : {limit}). Le nettoyage automatique ne suit pas : cherchez une transaction restée ouverte (pg_stat_activity), puis lancez VACUUM (ANALYZE) {table}.",
    },
    en: {
      name: "Dead rows",
      text: "{table}: {value} of its rows are dead (limit: {limit}). Autovacuum does not keep up: look for a transaction that was left open (pg_stat_activity), then run VACUUM (ANALYZE) {table}.",
    },
  },
  analyze_overdue: {
    unit: "share",
    fr: {
      name: "Statistiques périmées",
      text: "{table} : {value} des lignes ont changé depuis la dernière analyse (limite : {limit}), et PostgreSQL choisit ses plans d'après les anciennes. Lancez ANALYZE {table} ; si cela revient, vérifiez qu'autovacuum est actif.",
    },
    en: {
      name: "Statistics out of date",
      text: "{table}: {value} of its rows have changed since it was last analyzed (limit: {limit}), and PostgreSQL plans by the old ones. Run ANALYZE {table}; if it comes back, see whether autovacuum is on.",
    },
  },
  growth_fast: {
    unit: "bytes",
    fr: {
      name: "Croissance rapide",
      text: "{value} de plus en une semaine au plus (limite : {limit}). Voyez quelle table a grandi et si c'est voulu : un import répété, un journal que rien n'efface.",
    },
    en: {
      name: "Fast growth",
      text: "{value} more within a week (limit: {limit}). See which table has grown and whether that is meant: an import that ran twice, a log that nothing clears.",
    },
  },
  size_large: {
    unit: "bytes",
    fr: {
      name: "Très volumineux",
      text: "{value} en tout (limite : {limit}). Sauvegarde et restauration de cet établissement deviennent longues : archivez d'anciennes années, ou donnez-lui un serveur à part.",
    },
    en: {
      name: "Very large",
      text: "{value} in all (limit: {limit}). Saving and restoring this school takes long: archive old years, or give it a cluster of its own.",
    },
  },
  whole_table_scans: {
    unit: "share",
    fr: {
      name: "Lectures entières",
      text: "{table} : {value} de ses lectures la parcourent en entier (limite : {limit}), bien qu'elle soit grande. Une requête manque sans doute d'index : cherchez-la dans le journal des requêtes lentes (log_min_duration_statement).",
    },
    en: {
      name: "Whole-table scans",
      text: "{table}: {value} of its scans read all of it (limit: {limit}), although it is large. A query probably lacks an index: look for it among the slow ones (log_min_duration_statement).",
    },
  },
  index_unused: {
    unit: "bytes",
    fr: {
      name: "Index inutilisé",
      text: "{index} ({table}) : {value} qu'aucune requête n'a lus (limite : {limit}), et que chaque écriture entretient. S'il ne sert dans aucun établissement, retirez-le par une migration (drop index concurrently).",
    },
    en: {
      name: "Unused index",
      text: "{index} ({table}): {value} that no query has read (limit: {limit}), and that every write maintains. If no school uses it, drop it by a migration (drop index concurrently).",
    },
  },
};

const LOCALES = { fr: "fr-FR", en: "en-GB" } as const;
const UNITS = { fr: ["o", "Ko", "Mo", "Go", "To"], en: ["B", "KB", "MB", "GB", "TB"] } as const;

/** A reason in two or three words. */
export function attentionName(code: AttentionCode, language: Language): string {
  return RECORDS[code][language].name;
}

/** A reason as a sentence, and what to do. `schema`, where given, stands before the table's name. */
export function attentionText(reason: Attention, language: Language, schema?: string): string {
  const { unit, ...texts } = RECORDS[reason.code];
  const table = reason.table === null ? "" : schema === undefined ? reason.table : `${schema}.${reason.table}`;
  const fields: { [name: string]: string } = {
    table,
    index: reason.index ?? "",
    value: quantity(reason.value, unit, language),
    limit: quantity(reason.limit, unit, language),
  };
  return texts[language].text.replace(/\{(\w+)\}/g, (whole, name: string) => fields[name] ?? whole);
}

function quantity(value: number, unit: Unit, language: Language): string {
  const written = (number: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1, ...options })
      .format(number)
      .replace(/[\u00a0\u202f]/g, " ");
  if (unit === "share") return written(value, { style: "percent" });
  if (unit === "number") return written(value, {});
  const power = value < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(value) / 10));
  return `${written(value / 1024 ** power, {})} ${UNITS[language][power]}`;
}
