import type { Language } from "@pepro/contracts";
import { localeOf } from "../../../../i18n/text.ts";

const UNITS = [
  ["day", 1_440],
  ["hour", 60],
  ["minute", 1],
] as const;

/** Minutes in the units one counts them in: «1 jour 2 heures». */
export function spellMinutes(minutes: number, language: Language): string {
  let rest = minutes;
  const words: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(count.toLocaleString(localeOf(language), { style: "unit", unit, unitDisplay: "long" }));
  }
  return words.join(" ");
}
