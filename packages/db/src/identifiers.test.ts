import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connection, openConnection } from "./connection.ts";
import { quoteIdentifier, quoteLiteral, roleName, schemaName } from "./identifiers.ts";
import { rawSql } from "./statement.ts";
import { serverUrl } from "./testing/schools.ts";

let connection: Connection;
beforeAll(async () => {
  connection = await openConnection({ url: serverUrl() });
});
afterAll(() => connection.end());

const LOWER = "abcdefghijklmnopqrstuvwxyz";
/** The rule again, letter by letter. */
const isIdentifier = (text: string) =>
  text.length >= 1 &&
  text.length <= 63 &&
  LOWER.includes(text.charAt(0)) &&
  [...text].every((letter) => `${LOWER}0123456789_`.includes(letter));

const proper = fc.stringMatching(/^[a-z][a-z0-9_]{0,62}$/).filter((name) => !name.startsWith("pg_"));
const near = fc.tuple(proper, fc.string({ unit: "binary", maxLength: 2 }), fc.nat(63)).map(([name, stray, at]) => {
  return name.slice(0, at) + stray + name.slice(at);
});
const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string(), near, proper);
const hard = fc.constantFrom(
  "a\n",
  "\na",
  "A",
  "é",
  "a b",
  'a"b',
  "a'b",
  "a;b",
  "a.b",
  "1a",
  "_a",
  "a-b",
  "ａ",
  "a\u0000",
);

describe("schemaName and roleName", () => {
  test("pass exactly what the rule allows, unchanged", () =>
    fc.assert(
      fc.property(fc.oneof(anyText, hard), (text) => {
        const isSystem = text.startsWith("pg_") || text === "public" || text === "information_schema";
        if (isIdentifier(text) && !isSystem) expect(schemaName(text)).toBe(text);
        else expect(() => schemaName(text)).toThrow(RangeError);
        if (isIdentifier(text) && !text.startsWith("pg_")) expect(roleName(text)).toBe(text);
        else expect(() => roleName(text)).toThrow(RangeError);
      }),
      { numRuns: 2_000 },
    ));

  test.each(["", "public", "information_schema", "pg_catalog", "pg_", "a".repeat(64), "École", "a b", 'a"', "a\n"])(
    "%j is no school's schema",
    (name) => {
      expect(() => schemaName(name)).toThrow(RangeError);
    },
  );

  test.each(["a", "a".repeat(63), "lycee_hugo", "pgx", "select", "publics"])("%j may be one", (name) => {
    expect(schemaName(name)).toBe(name);
  });

  test("what they pass is never cut by the server", async () => {
    const longest = schemaName("a".repeat(63));
    const [row] = await connection.send(rawSql(`select 1 as ${longest}`));
    expect(Object.keys(row ?? {})).toEqual([longest]);
  });
});

describe("quoteIdentifier", () => {
  const name = fc
    .oneof(fc.string({ unit: "binary", minLength: 1, maxLength: 15 }), near)
    .filter((text) => text.length > 0 && !text.includes("\u0000") && text !== "__proto__")
    .filter((text) => Buffer.byteLength(text) <= 63);

  test("any name comes back from the server as it was", () =>
    fc.assert(
      fc.asyncProperty(name, async (text) => {
        const [row] = await connection.send(rawSql(`select 1 as ${quoteIdentifier(text)}`));
        expect(Object.keys(row ?? {})).toEqual([text]);
      }),
      { numRuns: 150 },
    ));

  test("a NUL is refused", () => {
    expect(() => quoteIdentifier("a\u0000")).toThrow(RangeError);
  });
});

describe("quoteLiteral", () => {
  test("any text comes back from the server as it was", () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: "binary" }), hard, fc.constantFrom("\\", "'\\''", "\\'")),
        async (text) => {
          const value = text.replaceAll("\u0000", "");
          const [row] = await connection.send(rawSql(`select ${quoteLiteral(value)}::text as value`));
          expect(row?.value).toBe(value);
        },
      ),
      { numRuns: 150 },
    ));

  test("a NUL is refused", () => {
    expect(() => quoteLiteral("\u0000")).toThrow(RangeError);
  });
});
