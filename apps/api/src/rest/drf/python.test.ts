import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { floatText, integerOf, lengthOf, strip, textOf, typeNameOf } from "./python.ts";

describe("strip", () => {
  test("takes off what Python calls space, and nothing else", () => {
    expect(strip(" \t\n\x1c\x85\u00a0\u2003\u3000a b\u2028\u205f ")).toBe("a b");
    expect(strip("\ufeffa\u200b")).toBe("\ufeffa\u200b");
    expect(strip(" \u2000 ")).toBe("");
  });

  test("is quick on a long run of inner spaces", () => {
    const text = `a${" ".repeat(1_000_000)}a`;
    expect(strip(text)).toBe(text);
  });
});

test("lengthOf counts code points", () => {
  expect(lengthOf("né😀")).toBe(3);
});

describe("integerOf", () => {
  test.each([
    ["12", 12n],
    [" +12\n", 12n],
    ["-0", 0n],
    ["00012", 12n],
    ["1_000", 1000n],
    ["\u0662\u0663", 23n],
    ["𝟏𝟗", 19n],
    ["99999999999999999999", 99999999999999999999n],
  ])("reads %j", (text, integer) => {
    expect(integerOf(text)).toBe(integer);
  });

  test.each(["", " ", "1.0", "1 2", "- 1", "_1", "1_", "1__0", "0x1", "²"])("refuses %j", (text) => {
    expect(integerOf(text)).toBeUndefined();
  });
});

test("integerOf reads up to 4300 digits", () => {
  expect(integerOf("1".repeat(4300))).toBeTypeOf("bigint");
  expect(integerOf("1".repeat(4301))).toBeUndefined();
});

describe("floatText", () => {
  test.each([
    [10, "10.0"],
    [-0, "-0.0"],
    [0.1, "0.1"],
    [1e15, "1000000000000000.0"],
    [1e16, "1e+16"],
    [1.5e300, "1.5e+300"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [Infinity, "inf"],
  ])("writes %d as %s", (value, text) => {
    expect(floatText(value)).toBe(text);
  });

  test("reads back as the same number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(floatText(value))).toBe(value);
      }),
    );
  });
});

describe("textOf", () => {
  test.each([
    ["a'b", "a'b"],
    [true, "True"],
    [null, "None"],
    [12, "12"],
    [1.5, "1.5"],
    [["a", 1, null, false], "['a', 1, None, False]"],
    [{ a: [{}] }, "{'a': [{}]}"],
    [["it's"], `["it's"]`],
    [['it\'s "so"'], `['it\\'s "so"']`],
    [["\n\u0000\u00a0\u200bé\\"], "['\\n\\x00\\xa0\\u200bé\\\\']"],
  ])("writes %j as Python does", (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  test("prefers a number's known spelling", () => {
    expect(textOf(10, "10.0")).toBe("10.0");
  });
});

test("typeNameOf names Python's types", () => {
  const names = [[], {}, "x", 1, 1.5, true, null].map((value) => typeNameOf(value));
  expect(names).toEqual(["list", "dict", "str", "int", "float", "bool", "NoneType"]);
  expect(typeNameOf(1, "1.0")).toBe("float");
});
