import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scanJson } from "./json-scanner.ts";

const reasonOf = (text: string) => {
  const scan = scanJson(text);
  return scan.ok ? undefined : scan.reason;
};

describe("scanJson words faults as Python does", () => {
  test.each([
    ['{"email":', "Expecting value: line 1 column 10 (char 9)"],
    ["{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
    ['{"a":1,}', "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"],
    ["{'a':1}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
    ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
    ['{"a":1 "b":2}', "Expecting ',' delimiter: line 1 column 8 (char 7)"],
    ["[1", "Expecting ',' delimiter: line 1 column 3 (char 2)"],
    ["[1,]", "Expecting value: line 1 column 4 (char 3)"],
    ["[", "Expecting value: line 1 column 2 (char 1)"],
    [" ", "Expecting value: line 1 column 2 (char 1)"],
    ["nul", "Expecting value: line 1 column 1 (char 0)"],
    ["-", "Expecting value: line 1 column 1 (char 0)"],
    ["01", "Extra data: line 1 column 2 (char 1)"],
    ["1.", "Extra data: line 1 column 2 (char 1)"],
    ["{} x", "Extra data: line 1 column 4 (char 3)"],
    ['"a', "Unterminated string starting at: line 1 column 1 (char 0)"],
    ['"a\\', "Unterminated string starting at: line 1 column 1 (char 0)"],
    ['"a\tb"', "Invalid control character at: line 1 column 3 (char 2)"],
    ['"\\x"', "Invalid \\escape: line 1 column 2 (char 1)"],
    ['"\\u12G4"', "Invalid \\uXXXX escape: line 1 column 3 (char 2)"],
    ['"\\u1234', "Invalid \\uXXXX escape: line 1 column 3 (char 2)"],
    ["\ufeff{}", "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)"],
    ["[1,\r\n2,\n😀é x]", "Expecting value: line 3 column 1 (char 8)"],
    ['["😀", x]', "Expecting value: line 1 column 7 (char 6)"],
    ["[NaN]", "Out of range float values are not JSON compliant: 'NaN'"],
    ["-Infinity", "Out of range float values are not JSON compliant: '-Infinity'"],
  ])("%j", (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  test("a number of more than 4300 digits", () => {
    expect(reasonOf("9".repeat(4300))).toBeUndefined();
    expect(reasonOf(`-${"9".repeat(4301)}`)).toMatch(/^Exceeds the limit \(4300 digits\) .* value has 4301 digits;/);
  });

  test("more than 500 levels, however many", () => {
    expect(reasonOf("[".repeat(500) + "]".repeat(500))).toBeUndefined();
    expect(reasonOf("[".repeat(501) + "]".repeat(501))).toMatch(/^maximum recursion depth exceeded/);
    expect(reasonOf('{"a":'.repeat(100_000))).toMatch(/^maximum recursion depth exceeded/);
  });
});

describe("scanJson agrees with JSON.parse", () => {
  const parses = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };

  test("on every document that JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2, "\t"), (document, space) => {
        expect(reasonOf(JSON.stringify(JSON.parse(document), null, space))).toBeUndefined();
      }),
    );
  });

  test("on documents with a few characters changed", () => {
    const noise = fc.constantFrom(...'{}[],:"\\ \n\u0001u0-.eE+tn1é😀');
    const edit = fc.record({ at: fc.nat(), cut: fc.nat(3), put: noise });
    fc.assert(
      fc.property(fc.json(), fc.array(edit, { minLength: 1, maxLength: 3 }), (document, edits) => {
        const chars = [...document];
        for (const { at, cut, put } of edits) chars.splice(at % (chars.length + 1), cut, put);
        const text = chars.join("");
        expect({ text, valid: scanJson(text).ok }).toEqual({ text, valid: parses(text) });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("scanJson spells the numbers of the root object", () => {
  const numeralsOf = (text: string) => {
    const scan = scanJson(text);
    return scan.ok ? Object.fromEntries(scan.numerals) : undefined;
  };

  test("as Python prints them", () => {
    expect(numeralsOf('{"a": 10.0, "b": 1e3, "c": -0, "d": 12345678901234567890, "e": "1.0", "f": true}')).toEqual({
      a: "10.0",
      b: "1000.0",
      c: "0",
      d: "12345678901234567890",
    });
  });

  test("by the decoded key, the last of each key, and none from deeper down", () => {
    expect(numeralsOf('{"\\u0061": 1.0, "b": 2.0, "b": "x", "c": {"d": 3.0}, "e": [4.0]}')).toEqual({ a: "1.0" });
  });
});
