/** The languages the API speaks. French is the default, as it was. */
export type Lang = "fr" | "en";

const RANGE = /^([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:\s*;\s*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?$/;
const LONGEST_HEADER = 500;

/**
 * Chooses a language from an `Accept-Language` header the way Django's `LocaleMiddleware` does:
 * ranges by falling quality, regional variants answered by their base language, the default at the first
 * `*`, when nothing fits, and when any part of the header is malformed.
 */
export function languageOf(acceptLanguage: string | null): Lang {
  if (!acceptLanguage) return "fr";
  for (const range of rangesOf(acceptLanguage)) {
    if (range === "*") return "fr";
    const base = range.split("-")[0];
    if (base === "fr" || base === "en") return base;
  }
  return "fr";
}

function rangesOf(header: string): string[] {
  const text = header.length > LONGEST_HEADER ? header.slice(0, header.lastIndexOf(",", LONGEST_HEADER)) : header;
  const parts = text
    .toLowerCase()
    .replace(/\s*,\s*$/, "")
    .split(/\s*,\s*/)
    .map((part) => RANGE.exec(part));
  if (parts.some((part) => part === null)) return [];
  return parts
    .map((part) => ({ range: part?.[1] ?? "*", quality: Number(part?.[2] ?? 1) }))
    .sort((a, b) => b.quality - a.quality)
    .map(({ range }) => range);
}
