import type { Language } from "@pepro/contracts";

/** What the command line says, in each of its languages; `{name}` is filled in. */
export type Text = Readonly<Record<Language, string>>;

export function fill(template: string, fields: Readonly<Record<string, string | number>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in fields ? String(fields[name]) : whole));
}
