import type { Language } from "@pepro/contracts";
import { languageOfLocale } from "@pepro/runtime";

/**
 * The language to speak: `--lang`, else that of the locale. Read before anything is parsed, because faults of the
 * command line are told in it too.
 */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const asked = valueAfter(argv, "--lang");
  if (asked === "fr" || asked === "en") return asked;
  return languageOfLocale(env);
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
