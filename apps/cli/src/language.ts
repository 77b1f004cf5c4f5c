import type { Language } from "@pepro/contracts";

/**
 * The language to speak: `--lang`, else that of the locale (POSIX: LC_ALL before LC_MESSAGES before LANG), else French.
 * Read before anything is parsed, because faults of the command line are told in it too.
 */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const asked = valueAfter(argv, "--lang");
  if (asked === "fr" || asked === "en") return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^en([_.@-]|$)/i.test(locale) ? "en" : "fr";
}

/** Whether standard output is for a machine: `--json`, or `--format json`. */
export function wantsJson(argv: readonly string[]): boolean {
  return argv.includes("--json") || valueAfter(argv, "--format") === "json";
}

function valueAfter(argv: readonly string[], flag: string): string | undefined {
  const index = argv.findLastIndex((word) => word === flag || word.startsWith(`${flag}=`));
  const word = argv[index];
  return word === flag ? argv[index + 1] : word?.slice(flag.length + 1);
}
