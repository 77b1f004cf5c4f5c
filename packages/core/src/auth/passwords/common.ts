import { FRENCH_WORDS } from "./french.ts";

let loading: Promise<ReadonlySet<string>> | undefined;

/** A word, and the digits and marks that people put around it to make it pass. */
const DECORATED = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su;
/** As many of these as a date has. */
const DECORATION_MAX = 8;

/**
 * Whether a password is among the some 49,000 most used (zxcvbn's list) or a common French word, in whatever case and with
 * or without accents and spaces, or is one of them with up to eight digits or marks around it. The list takes 0.4 MB and is
 * read at the first new password.
 */
export async function isCommon(password: string): Promise<boolean> {
  loading ??= load();
  const common = await loading;
  const plain = password.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return [password.toLowerCase(), plain, wordOf(plain)].some((form) => common.has(form));
}

function wordOf(plain: string): string {
  const [, before = "", word = "", behind = ""] = DECORATED.exec(plain) ?? [];
  return before.length + behind.length > DECORATION_MAX ? plain : word.replace(/[^\p{L}\d]/gu, "");
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set([...dictionary["passwords-common"], ...FRENCH_WORDS]);
}
