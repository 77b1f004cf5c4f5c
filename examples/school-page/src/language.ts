import type { Language } from "@pepro/client";

/** French or English, whichever the visitor's browser asks for first; English for every other language. */
export function languageOf(wanted: readonly string[]): Language {
  const bases = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
  return bases.find((base) => base === "fr" || base === "en") === "fr" ? "fr" : "en";
}
