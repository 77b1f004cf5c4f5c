import { describe, expect, test } from "vitest";
import { refuseUnlessRows, STATEMENT_REFUSED } from "./rows-only.ts";
import { join, rawSql, sql } from "./statement.ts";

const refused = (text: string) => {
  try {
    refuseUnlessRows(rawSql(text));
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a statement about rows", () => {
  test.each([
    "select 1",
    "  \n\tSELECT 1",
    "(select 1) union (select 2)",
    "((select 1))",
    "with x as (select 1) select 1",
    "insert into pupils default values",
    "update pupils set name = ''",
    "delete from pupils",
    "merge into pupils using pupils p on true when matched then do nothing",
    "values (1)",
    "table pupils",
    "select(1)",
    "select'a'",
  ])("passes: %j", (text) => expect(refused(text)).toBeUndefined());

  test("passes when it is made of parts", () => {
    expect(() => refuseUnlessRows(sql`select ${1} where ${join([sql`true`, sql`1 = ${1}`], " and ")}`)).not.toThrow();
    expect(() => refuseUnlessRows(sql`${rawSql("select 1")} where 1 = ${1}`)).not.toThrow();
  });
});

describe("anything else", () => {
  test.each([
    "",
    ";",
    "; select 1",
    "/* select */ set role x",
    "-- select\nset role x",
    "/**/select 1",
    "selectx",
    "select_1",
    "\u00a0\u0000select 1",
    "set role x",
    "SeT role x",
    "reset role",
    "commit",
    "notify x",
    "do $$ begin end $$",
    "drop owned by x",
    "explain select 1",
    "copy pupils to stdout",
    "$1",
  ])("is refused: %j", (text) => expect(refused(text)).toBe(STATEMENT_REFUSED));
});
