import type { Language } from "@pepro/contracts";
import { localeOf } from "./text.ts";

export type Instant = Date | string | number;

export type Format = {
  /** «12 mars 2026» */
  date(at: Instant): string;
  /** «12 mars 2026, 14:05» */
  dateTime(at: Instant): string;
  /** «il y a 3 heures», from `now`; a date once it is a month away. */
  relative(at: Instant, now?: Instant): string;
  number(value: number): string;
  /** A share from 0 to 1: «42 %» */
  percent(share: number): string;
  /** In powers of 1024, as quotas are counted: «1,5 Go» */
  bytes(count: number): string;
  /** Milliseconds: «< 1 ms», «420 ms», «3,2 s», «2 min 5 s» */
  duration(milliseconds: number): string;
};

const STEPS: readonly [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
const MONTH_SECONDS = 30 * 86_400;

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Follows the language: each call writes in the one that is shown. */
export function createFormat(language: () => Language): Format {
  const locale = () => localeOf(language());
  const number = (options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale(), options);
  const unit = (value: number, name: string, digits: number) =>
    number({ style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: digits }).format(value);
  const date = (at: Instant) => new Intl.DateTimeFormat(locale(), { dateStyle: "long" }).format(new Date(at));
  return {
    date,
    dateTime: (at) =>
      new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(at)),
    relative: (at, now = Date.now()) => {
      const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000;
      if (Math.abs(seconds) >= MONTH_SECONDS) return date(at);
      const [name, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? (["second", 1] as const);
      return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.trunc(seconds / size), name);
    },
    number: (value) => number().format(value),
    percent: (share) => number({ style: "percent", maximumFractionDigits: 0 }).format(share),
    bytes: (count) => {
      const power = count < 1 ? 0 : Math.min(Math.floor(Math.log2(count) / 10), UNITS.length - 1);
      return unit(count / 1024 ** power, UNITS[power] ?? "byte", power < 2 ? 0 : 1);
    },
    duration: (milliseconds) => {
      if (milliseconds < 1) return `<\u00a0${unit(1, "millisecond", 0)}`;
      if (milliseconds < 1_000) return unit(Math.round(milliseconds), "millisecond", 0);
      if (milliseconds < 60_000) return unit(milliseconds / 1_000, "second", 1);
      const seconds = Math.round(milliseconds / 1_000);
      const rest = seconds % 60;
      const minutes = unit(Math.floor(seconds / 60), "minute", 0);
      return rest === 0 ? minutes : `${minutes} ${unit(rest, "second", 0)}`;
    },
  };
}
