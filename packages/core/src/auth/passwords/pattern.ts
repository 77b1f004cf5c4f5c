/** Characters that follow one another where people look: the alphabet, the digits, and keyboards' rows. */
const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  ..."azertyuiop qsdfghjklm wxcvbn qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm".split(" "),
];

const NEIGHBOURS: ReadonlySet<string> = new Set(
  ROWS.flatMap((row) => Array.from(row).flatMap((char, at) => [char + row[at + 1], row[at + 1] + char])),
);

/** A longer piece that is said again is a refrain, and hard enough to guess. */
const LONGEST_PIECE = 4;

/** Characters of one run on average from which on a password is made of runs. */
const LONG_RUN = 4;

/**
 * Whether a password is a pattern instead of words or chance: one or two characters all along, a short piece over and over,
 * or little but runs of neighbours, as in `azertyuiop`, `abcd1234` and `111222333444`. Its case does not matter.
 */
export function isPattern(password: string): boolean {
  const chars = Array.from(password.normalize("NFKC").toLowerCase());
  if (new Set(chars).size <= 2) return true;
  return isRepeated(chars) || runsIn(chars) * LONG_RUN <= chars.length;
}

function isRepeated(chars: readonly string[]): boolean {
  for (let length = 1; length <= LONGEST_PIECE && length * 2 <= chars.length; length++) {
    if (chars.every((char, at) => at < length || char === chars[at - length])) return true;
  }
  return false;
}

/** How many runs of neighbours, or of one character, there are end to end. */
function runsIn(chars: readonly string[]): number {
  return chars.filter((char, at) => {
    const before = chars[at - 1] ?? "";
    return char !== before && !NEIGHBOURS.has(before + char);
  }).length;
}
