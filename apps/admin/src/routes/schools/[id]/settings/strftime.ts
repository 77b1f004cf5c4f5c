import type { Language } from "@pepro/contracts";
import { localeOf } from "../../../../i18n/text.ts";

/**
 * How a date or time format of a school's writes a moment, in the school's own language and time zone.
 *
 * @param format letters of strftime, with `-` for no padding: «%d/%m/%Y».
 */
export function strftime(format: string, at: Date, language: Language, timeZone: string): string {
  const locale = localeOf(language);
  const part = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).formatToParts(at).find((found) => found.type === type)
      ?.value ?? "";
  const number = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) =>
    Number(part({ ...options, hourCycle: "h23" }, type));
  const hour = () => number({ hour: "numeric" }, "hour");
  const day = () => ({
    year: number({ year: "numeric" }, "year"),
    month: number({ month: "numeric" }, "month"),
    date: number({ day: "numeric" }, "day"),
  });
  const whole = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);
  const letters: Record<string, () => string | [value: number, width: number]> = {
    d: () => [day().date, 2],
    m: () => [day().month, 2],
    Y: () => [day().year, 1],
    y: () => [day().year % 100, 2],
    H: () => [hour(), 2],
    I: () => [hour() % 12 || 12, 2],
    M: () => [number({ minute: "numeric" }, "minute"), 2],
    S: () => [number({ second: "numeric" }, "second"), 2],
    p: () => (hour() < 12 ? "AM" : "PM"),
    a: () => part({ weekday: "short" }, "weekday"),
    A: () => part({ weekday: "long" }, "weekday"),
    b: () => part({ day: "numeric", month: "short" }, "month"),
    B: () => part({ day: "numeric", month: "long" }, "month"),
    x: () => whole({ dateStyle: "short" }),
    X: () => whole({ timeStyle: "medium" }),
    c: () => whole({ dateStyle: "medium", timeStyle: "medium" }),
    Z: () => part({ timeZoneName: "short" }, "timeZoneName"),
    z: () =>
      part({ timeZoneName: "longOffset" }, "timeZoneName")
        .replace(/^GMT$|^UTC$/, "+0000")
        .replace(/GMT|UTC|:/g, ""),
    "%": () => "%",
  };
  return format.replace(/%(-?)(.)/g, (written, bare: string, letter: string) => {
    const value = letters[letter]?.();
    if (value === undefined) return written;
    if (typeof value === "string") return value;
    return String(value[0]).padStart(bare ? 1 : value[1], "0");
  });
}
