import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { join, json, type Parameter, rawSql, Statement, sql } from "./statement.ts";

const shown = ({ text, values }: Statement) => ({ text, values });

describe("sql", () => {
  test("puts a numbered parameter in place of each value", () => {
    expect(shown(sql`select ${1}, ${"two"}`)).toEqual({ text: "select $1, $2", values: [1, "two"] });
  });

  test("never puts a value into the text", () =>
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(shown(sql`select ${value}`)).toEqual({ text: "select $1", values: [value] });
      }),
    ));

  test("splices statements in, and renumbers their parameters", () => {
    const inner = sql`b = ${2} and c = ${3}`;
    const outer = sql`where a = ${1} and (${inner}) or d = ${4}`;
    expect(shown(outer)).toEqual({ text: "where a = $1 and (b = $2 and c = $3) or d = $4", values: [1, 2, 3, 4] });
  });

  test("splices one statement in twice, at the start, at the end and beside another", () => {
    const one = sql`${1}`;
    expect(shown(sql`${one}${one}x${one}`)).toEqual({ text: "$1$2x$3", values: [1, 1, 1] });
    expect(shown(sql`${rawSql("select")} ${one}`)).toEqual({ text: "select $1", values: [1] });
  });

  test("keeps a dollar, a quote and a backslash of the text", () => {
    expect(sql`select '$1', E'\n', ${"x"}`.text).toBe("select '$1', E'\n', $1");
  });

  test("takes arrays and JSON as one parameter each", () => {
    const document = json({ a: [1] });
    expect(sql`select ${[1, 2]}, ${document}`.values).toEqual([[1, 2], document]);
  });

  test("numbers parameters without gaps however deep statements nest", () => {
    const { nested } = fc.letrec<{ nested: Statement }>((tie) => ({
      nested: fc.oneof(
        { maxDepth: 5 },
        fc.integer().map((value) => sql`${value}`),
        fc.constant(rawSql("x")),
        fc.tuple(tie("nested"), tie("nested")).map(([left, right]) => sql`(${left} ${right} ${0})`),
      ),
    }));
    fc.assert(
      fc.property(nested, ({ text, values }) => {
        const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
        expect(numbers).toEqual(values.map((_, index) => index + 1));
      }),
    );
  });
});

describe("join", () => {
  test("puts the separator between statements", () => {
    const conditions = [sql`a = ${1}`, sql`b`, sql`c = ${3}`];
    expect(shown(join(conditions, " and "))).toEqual({ text: "a = $1 and b and c = $2", values: [1, 3] });
  });

  test("of one is that one, of none is nothing", () => {
    expect(shown(join([sql`a = ${1}`], ", "))).toEqual({ text: "a = $1", values: [1] });
    expect(shown(sql`x${join([], ", ")}y`)).toEqual({ text: "xy", values: [] });
  });
});

test("a statement does not share what it was made of", () => {
  const inner = sql`a = ${1}`;
  const values: readonly Parameter[] = inner.values;
  sql`${inner} and b = ${2}`;
  expect([inner.text, values]).toEqual(["a = $1", [1]]);
  expect(new Statement(["only"], []).text).toBe("only");
});
