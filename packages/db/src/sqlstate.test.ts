import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connection, openConnection } from "./connection.ts";
import { constraintOf, isConnectionError, isDatabaseError, SQLSTATE, sqlstateOf } from "./sqlstate.ts";
import { rawSql } from "./statement.ts";
import { serverUrl } from "./testing/schools.ts";

let connection: Connection;
beforeAll(async () => {
  connection = await openConnection({ url: serverUrl() });
  await connection.send(rawSql("create temp table levels (id int constraint levels_pkey primary key check (id < 10))"));
  await connection.send(rawSql("insert into levels values (1)"));
});
afterAll(() => connection.end());

const errorOf = (text: string): Promise<unknown> => connection.send(rawSql(text)).catch((error) => error);
const withCode = (code: string, name = "Error") => Object.assign(new Error("x"), { code, name });

describe("sqlstateOf", () => {
  test.each([
    ["insert into levels values (1)", SQLSTATE.uniqueViolation],
    ["insert into levels values (10)", SQLSTATE.checkViolation],
    ["insert into levels values (null)", SQLSTATE.notNullViolation],
    ["select nope from no_such_table", SQLSTATE.undefinedTable],
    ["create schema pg_catalog", SQLSTATE.duplicateSchema],
    ["create role no_such_role in role no_such_role_either", SQLSTATE.undefinedObject],
    ["select set_config('role', 'no_such_role', true)", SQLSTATE.invalidParameterValue],
  ])("names the server's refusal of %s", async (text, code) => {
    const error = await errorOf(text);
    // A reserved name is refused as such by some versions before they see that it is taken.
    expect(text.startsWith("create schema") ? ["42P06", "42939"] : [code]).toContain(sqlstateOf(error));
    expect(isDatabaseError(error)).toBe(true);
    expect(isConnectionError(error)).toBe(false);
  });

  test.each([undefined, null, "23505", new Error("x"), withCode("ECONNREFUSED"), withCode("23505")])(
    "is nothing for %s, which no server sent",
    (error) => {
      expect(sqlstateOf(error)).toBeUndefined();
    },
  );
});

describe("constraintOf", () => {
  test("names the constraint that was broken", async () => {
    expect(constraintOf(await errorOf("insert into levels values (1)"))).toBe("levels_pkey");
  });

  test("is nothing where none was", async () => {
    expect(constraintOf(await errorOf("select nope"))).toBeUndefined();
    expect(constraintOf(new Error("x"))).toBeUndefined();
  });
});

describe("isConnectionError", () => {
  test.each(["CONNECTION_CLOSED", "CONNECTION_DESTROYED", "CONNECT_TIMEOUT", "ECONNREFUSED", "ECONNRESET", "EPIPE"])(
    "is true for %s",
    (code) => {
      expect(isConnectionError(withCode(code))).toBe(true);
    },
  );

  test.each(["57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "53300", "08006"])(
    "is true for %s of the server, and for no other error with that code",
    (code) => {
      expect(isConnectionError(withCode(code, "PostgresError"))).toBe(true);
      expect(isConnectionError(withCode(code))).toBe(false);
    },
  );

  test.each(["57014", "40001", "23505", "25P02", "53100"])("is false for %s", (code) => {
    expect(isConnectionError(withCode(code, "PostgresError"))).toBe(false);
  });

  test("is true when one of several attempts to connect says so", () => {
    expect(isConnectionError(new AggregateError([withCode("ECONNREFUSED")]))).toBe(true);
    expect(isConnectionError(new AggregateError([new Error("x")]))).toBe(false);
  });

  test.each([undefined, null, "ECONNREFUSED", { code: "ECONNREFUSED" }])(
    "is false for %s, which is no error",
    (thrown) => {
      expect(isConnectionError(thrown)).toBe(false);
    },
  );
});
