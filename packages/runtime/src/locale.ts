import type { Language } from "@pepro/contracts";

/** The language of a process's locale (POSIX: LC_ALL before LC_MESSAGES before LANG): English where it says so, else French. */
export function languageOfLocale(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^en([_.@-]|$)/i.test(locale) ? "en" : "fr";
}
