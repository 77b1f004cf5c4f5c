/** Where Python's own notion of text, number and type shows through in an answer. */

const SPACES = new Set("\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000");
const isSpace = (char: string | undefined) =>
  char !== undefined && (SPACES.has(char) || (char >= "\u2000" && char <= "\u200a"));

/** `str.strip()`. A loop: a trailing `\s+$` takes quadratic time on long runs of spaces. */
export function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return text.slice(start, end);
}

/** `len(str)`: code points, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

const INTEGER = /^([+-]?)(\p{Nd}+(?:_\p{Nd}+)*)$/u;
/** The longest number `int()` reads (`sys.int_info.default_max_str_digits`). */
export const MAX_DIGITS = 4300;

/** `int(str)`: surrounding spaces, a sign, grouping underscores and any script's digits; undefined for `ValueError`. */
export function integerOf(text: string): bigint | undefined {
  const [, sign, digits] = INTEGER.exec(strip(text)) ?? [];
  if (digits === undefined) return undefined;
  const ascii = digits.replaceAll("_", "").replace(/[^0-9]/gu, digitValue);
  if (ascii.length > MAX_DIGITS) return undefined;
  return sign === "-" ? -BigInt(ascii) : BigInt(ascii);
}

/** Unicode lays decimal digits out in runs of ten that start at a zero. */
function digitValue(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((codePoint - zero) % 10);
}

/** `repr(float)`: as JavaScript's but for the point where exponents begin and the `.0` of whole numbers. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const [mantissa = "0", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const plain = Object.is(value, -0) ? "-0" : String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

/**
 * `str(value)` of a value parsed from JSON. Whole numbers are taken for integers, as JavaScript cannot tell `10.0`
 * from `10`; `numeral` is their text where it is known to be another (see `scanJson`).
 */
export function textOf(value: unknown, numeral?: string): string {
  if (typeof value === "string") return value;
  return numeral ?? reprOf(value);
}

function reprOf(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value).toString() : floatText(value);
  if (Array.isArray(value)) return `[${value.map(reprOf).join(", ")}]`;
  const items = Object.entries(value).map(([key, item]) => `${quote(key)}: ${reprOf(item)}`);
  return `{${items.join(", ")}}`;
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\'"]|[\p{C}\p{Z}]/gu, (char) => {
    if (char === " " || ((char === "'" || char === '"') && char !== mark)) return char;
    return ESCAPES[char] ?? escapeOf(char);
  });
  return mark + escaped + mark;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapeOf(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** `type(value).__name__` of a value parsed from JSON; `numeral` as in {@link textOf}. */
export function typeNameOf(value: unknown, numeral?: string): string {
  if (value === null || value === undefined) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  if (typeof value === "number") return /^-?\d+$/.test(textOf(value, numeral)) ? "int" : "float";
  return Array.isArray(value) ? "list" : "dict";
}
