import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connection, openConnection } from "./connection.ts";
import { encodeParameter } from "./parameters.ts";
import { createPrepared } from "./prepared.ts";
import { sqlstateOf } from "./sqlstate.ts";
import { json, type Parameter, rawSql, type Statement, sql } from "./statement.ts";
import { serverUrl } from "./testing/schools.ts";

let connection: Connection;
let preparing: Connection;
beforeAll(async () => {
  connection = await openConnection({ url: serverUrl() });
  preparing = await openConnection({ url: serverUrl(), prepared: createPrepared() });
});
afterAll(() => Promise.all([connection.end(), preparing.end()]));

/** Asks by an unnamed statement, by one that is being prepared or was, and expects one answer. */
async function ask<T>(statement: Statement): Promise<T | undefined> {
  const [[unnamed], [prepared]] = await Promise.all([
    connection.send<T>(statement),
    preparing.sendPrepared<T>(statement),
  ]);
  expect(prepared).toEqual(unnamed);
  return unnamed;
}

/** Any Unicode text that PostgreSQL can hold: everything but NUL. */
const text = fc.string({ unit: "binary" }).map((any) => any.replaceAll("\u0000", ""));
const hard = fc.constantFrom(
  "",
  "NULL",
  "null",
  "{}",
  '"',
  "\\",
  "\\x41",
  "a,b",
  "{a}",
  "'",
  "';--",
  " ",
  "\n",
  "é",
  "𝕊",
  "\uFEFF",
);
const anyText = fc.oneof(text, hard);

async function echo(value: Parameter, type: string): Promise<unknown> {
  const row = await ask<{ value: unknown }>(sql`select ${value}::${rawSql(type)} as value`);
  return row?.value;
}

/** What came back, through jsonb where the driver does not parse arrays. */
async function echoJson(value: Parameter, type: string): Promise<unknown> {
  const row = await ask<{ value: unknown }>(sql`select to_jsonb(${value}::${rawSql(type)}) as value`);
  return row?.value;
}

const holds = <T>(values: fc.Arbitrary<T>, check: (value: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(values, check), { numRuns: 150 });

describe("a parameter comes back as it was sent", () => {
  test("text of any Unicode", () =>
    holds(anyText, async (value) => {
      expect(await echo(value, "text")).toBe(value);
    }));

  test("a text of a megabyte", async () => {
    const value = "é𝕊'\\\"".repeat(150_000);
    expect(await echo(value, "text")).toBe(value);
  });

  test("bytes", () =>
    holds(fc.uint8Array({ maxLength: 300 }), async (value) => {
      expect(new Uint8Array((await echo(value, "bytea")) as Uint8Array)).toEqual(value);
    }));

  test("JSON", () =>
    holds(fc.jsonValue({ stringUnit: "binary" }), async (value) => {
      fc.pre(!JSON.stringify(value).includes("\\u0000"));
      const sent = JSON.parse(JSON.stringify(value));
      expect(await echo(json(sent), "jsonb")).toEqual(sent);
    }));

  test("JSON's null, which is not SQL's", async () => {
    const [row] = await connection.send(
      sql`select ${json(null)}::jsonb is null as absent, ${null}::jsonb is null as none`,
    );
    expect(row).toEqual({ absent: false, none: true });
  });

  test("whole numbers", () =>
    holds(fc.maxSafeInteger(), async (value) => {
      expect(await echo(value, "int8")).toBe(value + 0);
    }));

  test("floating-point numbers, infinite ones and none at all", () =>
    holds(fc.double(), async (value) => {
      expect(await echo(value, "float8")).toBe(value + 0);
    }));

  test("numbers of any size", () =>
    holds(fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }), async (value) => {
      expect(BigInt((await echo(value, "numeric")) as string)).toBe(value);
    }));

  test("moments", () =>
    holds(fc.date({ min: new Date("0001-01-02"), max: new Date("9999-12-30"), noInvalidDate: true }), async (value) => {
      expect(await echo(value, "timestamptz")).toEqual(value);
      expect(await echo(value, "timestamp")).toEqual(value);
    }));

  test("days", () =>
    holds(fc.integer({ min: -719_000, max: 2_932_000 }), async (days) => {
      const value = new Date(days * 86_400_000);
      expect(await echo(value, "date")).toEqual(value);
    }));

  test.each([true, false])("%s", async (value) => {
    expect(await echo(value, "boolean")).toBe(value);
  });

  test.each(["text", "int4", "boolean", "timestamptz", "uuid", "jsonb", "bytea", "text[]"])(
    "null as %s",
    async (type) => {
      expect(await echo(null, type)).toBeNull();
    },
  );

  test("arrays of text, with nulls", () =>
    holds(fc.array(fc.option(anyText)), async (value) => {
      expect(await echoJson(value, "text[]")).toEqual(value);
    }));

  test("arrays of numbers, booleans, bytes and JSON", () =>
    holds(
      fc.record({
        numbers: fc.array(fc.integer()),
        booleans: fc.array(fc.boolean()),
        bytes: fc.array(fc.uint8Array()),
        objects: fc.array(fc.dictionary(fc.stringMatching(/^[a-z"\\]{1,5}$/), hard)),
      }),
      async ({ numbers, booleans, bytes, objects }) => {
        expect(await echoJson(numbers, "int4[]")).toEqual(numbers);
        expect(await echoJson(booleans, "boolean[]")).toEqual(booleans);
        const hex = bytes.map((each) => `\\x${Buffer.from(each).toString("hex")}`);
        expect(await echoJson(bytes, "bytea[]")).toEqual(hex);
        expect(await echoJson(objects.map(json), "jsonb[]")).toEqual(JSON.parse(JSON.stringify(objects)));
      },
    ));

  test("arrays of arrays", () =>
    holds(
      fc
        .integer({ min: 1, max: 4 })
        .chain((width) => fc.array(fc.array(hard, { minLength: width, maxLength: width }), { minLength: 1 })),
      async (value) => {
        expect(await echoJson(value, "text[]")).toEqual(value);
      },
    ));
});

describe("a parameter that PostgreSQL cannot hold", () => {
  test("a NUL in text is the server's own refusal", async () => {
    expect(sqlstateOf(await echo("a\u0000b", "text").catch((error) => error))).toBe("22021");
  });

  test("an invalid date is refused before it is sent", async () => {
    await expect(echo(new Date(Number.NaN), "timestamptz")).rejects.toThrow(RangeError);
    expect(() => encodeParameter(new Date(Number.NaN))).toThrow(RangeError);
  });
});
