import type { CleanedWhere } from "@better-auth/core/db/adapter";
import { describe, expect, test } from "vitest";
import { whereOf } from "./conditions.ts";

const clause = (given: Partial<CleanedWhere>): CleanedWhere => ({
  field: "name",
  operator: "eq",
  value: "x",
  connector: "AND",
  mode: "sensitive",
  ...given,
});

describe("whereOf", () => {
  test("no clause is no condition", () => {
    expect(whereOf([]).text).toBe("");
    expect(whereOf(undefined).text).toBe("");
  });

  test("values travel as parameters and names are quoted", () => {
    const statement = whereOf([clause({ field: 'na"me', value: "'; drop table users" })]);
    expect(statement.text).toBe(' where "na""me" = $1');
    expect(statement.values).toEqual(["'; drop table users"]);
  });

  test("clauses joined by OR stand together beside those joined by AND", () => {
    const statement = whereOf([
      clause({ field: "a", connector: "OR" }),
      clause({ field: "b", operator: "gte", value: 2 }),
      clause({ field: "c", connector: "OR", operator: "ne" }),
    ]);
    expect(statement.text).toBe(' where "b" >= $1 and ("a" = $2 or "c" <> $3)');
  });

  test.each([
    [{ value: null }, '"name" is null', []],
    [{ value: null, operator: "ne" }, '"name" is not null', []],
    [{ value: ["x", "y"], operator: "in" }, '"name" = any($1)', [["x", "y"]]],
    [{ value: ["x"], operator: "not_in" }, '"name" <> all($1)', [["x"]]],
    [{ value: "50%_\\", operator: "contains" }, '"name" like $1', ["%50\\%\\_\\\\%"]],
    [{ value: "x", operator: "starts_with", mode: "insensitive" }, 'lower("name") like lower($1::text)', ["x%"]],
    [{ mode: "insensitive" }, 'lower("name") = lower($1::text)', ["x"]],
  ] as [Partial<CleanedWhere>, string, unknown[]][])("%j", (given, text, values) => {
    const statement = whereOf([clause(given)]);
    expect(statement.text).toBe(` where ${text}`);
    expect(statement.values).toEqual(values);
  });

  test("an operator we do not know is refused rather than dropped", () => {
    expect(() => whereOf([clause({ operator: "matches" as never })])).toThrow(RangeError);
  });
});
