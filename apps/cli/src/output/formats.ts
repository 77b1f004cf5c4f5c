import type { Language } from "@pepro/contracts";
import type { Text } from "@pepro/runtime";

/** Numbers, sizes and dates as people of a language write them. */
export type Formats = {
  number(value: number): string;
  /** A size in bytes, in the binary units that quotas are counted in. */
  size(bytes: number): string;
  percent(share: number): string;
  duration(milliseconds: number): string;
  /** A date with its time, in the time zone of this machine; the dash of «never» for none. */
  date(iso: string | null): string;
  /** `plural(2, …)`: the number and its noun. */
  plural(count: number, one: Text, many: Text): string;
};

const LOCALES: Record<Language, string> = { fr: "fr-FR", en: "en-GB" };
const UNITS: Record<Language, readonly string[]> = {
  fr: ["o", "Ko", "Mo", "Go", "To"],
  en: ["B", "KB", "MB", "GB", "TB"],
};

export function createFormats(language: Language): Formats {
  const locale = LOCALES[language];
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
  const number = (value: number, digits = 0) =>
    plain(new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value));
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const rules = new Intl.PluralRules(locale);
  return {
    number: (value) => number(value),
    size: (bytes) => {
      const power = bytes < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10));
      return `${number(bytes / 1024 ** power, power === 0 ? 0 : 1)} ${UNITS[language][power]}`;
    },
    percent: (share) => plain(percents.format(share)),
    duration: (milliseconds) => `${number(milliseconds / 1000, 1)} s`,
    date: (iso) => (iso === null ? "—" : plain(dates.format(new Date(iso)))),
    plural: (count, one, many) => `${number(count)} ${(rules.select(count) === "one" ? one : many)[language]}`,
  };
}
