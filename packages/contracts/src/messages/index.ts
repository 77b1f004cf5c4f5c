import { en } from "./en.ts";
import { fr, type MessageKey } from "./fr.ts";

export type { MessageKey } from "./fr.ts";
export type Language = "fr" | "en";

const TEXTS = { fr, en } as const;

/** The text of a key in a language, its `{fields}` filled in; undefined for a key that has none. */
export function messageFor(
  key: string,
  language: Language,
  fields: Readonly<Record<string, unknown>> = {},
): string | undefined {
  const template: string | undefined = TEXTS[language][key as MessageKey];
  return template?.replace(/\{(\w+)\}/g, (whole, name: string) => (name in fields ? String(fields[name]) : whole));
}
