import { floatText, MAX_DIGITS } from "./python.ts";

/** What a scan found: Python's own error, or the spelling of the numbers that stand directly in the root object. */
export type JsonScan = { ok: true; numerals: ReadonlyMap<string, string> } | { ok: false; reason: string };

/** Python gives up near a thousand levels (and the old service answered 500); readers of a body may recurse safely. */
const MAX_DEPTH = 500;

const SPACES = /[ \t\n\r]*/y;
const NUMBER = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what ends a plain run
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const HEX = /[0-9a-fA-F]{4}/y;
const CONSTANTS = ["null", "true", "false"];
const NOT_NUMBERS = ["NaN", "Infinity", "-Infinity"];

class JsonFault extends Error {}

/**
 * Reads JSON as Python's `json.loads` does under DRF's strict settings, building nothing: it accepts exactly what
 * `JSON.parse` accepts (up to 500 levels and 4300 digits) and words each refusal as Python 3.11 does, with line,
 * column and character counted in code points.
 *
 * `numerals` maps a root member to Python's `str()` of its number: `{"a": 10.0}` gives `a → "10.0"`,
 * which `JSON.parse` cannot tell from `10`.
 */
export function scanJson(text: string): JsonScan {
  try {
    return { ok: true, numerals: scan(text) };
  } catch (fault) {
    if (fault instanceof JsonFault) return { ok: false, reason: fault.message };
    throw fault;
  }
}

function scan(text: string): ReadonlyMap<string, string> {
  const numerals = new Map<string, string>();
  let at = 0;

  const fail: (message: string, position: number) => never = (message, position) => {
    throw new JsonFault(`${message}: ${placeOf(text, position)}`);
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const skipSpaces = () => match(SPACES);
  const word = (words: string[]) => words.find((candidate) => text.startsWith(candidate, at));

  /** Returns the spelling of a number, and undefined for any other value. */
  function value(depth: number): string | undefined {
    if (depth > MAX_DEPTH) throw new JsonFault("maximum recursion depth exceeded while decoding JSON");
    const char = text[at];
    if (char === '"') return string();
    if (char === "{") return object(depth);
    if (char === "[") return array(depth);
    const constant = word(CONSTANTS);
    if (constant) {
      at += constant.length;
      return undefined;
    }
    const notNumber = word(NOT_NUMBERS);
    if (notNumber) throw new JsonFault(`Out of range float values are not JSON compliant: '${notNumber}'`);
    return number();
  }

  function number(): string {
    const [all, whole = "", fraction, exponent] = match(NUMBER) ?? fail("Expecting value", at);
    if (fraction !== undefined || exponent !== undefined) return floatText(Number(all));
    const digits = whole.replace("-", "").length;
    if (digits <= MAX_DIGITS) return BigInt(whole).toString();
    throw new JsonFault(
      `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: ` +
        `value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }

  function string(): undefined {
    const start = at++;
    while (true) {
      match(PLAIN);
      const char = text[at];
      if (char === undefined) fail("Unterminated string starting at", start);
      if (char !== "\\" && char !== '"') fail("Invalid control character at", at);
      at++;
      if (char === '"') return;
      escaped(start);
    }
  }

  function escaped(start: number): void {
    const char = text[at];
    if (char === undefined) fail("Unterminated string starting at", start);
    if (!'"\\/bfnrtu'.includes(char)) fail("Invalid \\escape", at - 1);
    at++;
    if (char !== "u") return;
    const letter = at - 1;
    // Python wants a character after the four digits before it looks at them.
    if (at + 4 >= text.length || !match(HEX)) fail("Invalid \\uXXXX escape", letter);
  }

  function object(depth: number): undefined {
    at++;
    skipSpaces();
    if (text[at] === "}") {
      at++;
      return;
    }
    while (true) {
      const start = at;
      if (text[at] !== '"') fail("Expecting property name enclosed in double quotes", at);
      string();
      const key = text.slice(start, at);
      skipSpaces();
      if (text[at] !== ":") fail("Expecting ':' delimiter", at);
      at++;
      skipSpaces();
      const numeral = value(depth + 1);
      if (depth === 1) note(JSON.parse(key), numeral);
      if (closes("}")) return;
    }
  }

  function note(key: string, numeral: string | undefined): void {
    if (numeral === undefined) numerals.delete(key);
    else numerals.set(key, numeral);
  }

  function array(depth: number): undefined {
    at++;
    skipSpaces();
    if (text[at] === "]") {
      at++;
      return;
    }
    while (true) {
      value(depth + 1);
      if (closes("]")) return;
    }
  }

  /** After a member: true at the closing bracket, false past a comma. */
  function closes(bracket: string): boolean {
    skipSpaces();
    const char = text[at];
    if (char !== bracket && char !== ",") fail("Expecting ',' delimiter", at);
    at++;
    if (char === bracket) return true;
    skipSpaces();
    return false;
  }

  if (text.startsWith("\ufeff")) fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
  skipSpaces();
  value(1);
  skipSpaces();
  if (at < text.length) fail("Extra data", at);
  return numerals;
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split("\n").length;
  const column = lengthOfLine(before) + 1;
  return `line ${line} column ${column} (char ${[...before].length})`;
}

const lengthOfLine = (before: string) => [...before.slice(before.lastIndexOf("\n") + 1)].length;
