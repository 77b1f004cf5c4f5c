import { expect, test } from "vitest";
import { causeOf } from "./cause.ts";

test.each([
  ["53100", "tables", "disk"],
  ["53300", "tables", "resources"],
  ["08006", "tables", "connection"],
  ["57P01", "tables", "connection"],
  ["57014", "tables", "busy"],
  ["40P01", "tables", "busy"],
  ["55P03", "claim", "busy"],
  ["42501", "schema", "rights"],
  ["42P06", "schema", "nameTaken"],
  ["42P07", "tables", "other"],
  ["", "files", "files"],
  [undefined, "tables", "other"],
])("an opening that failed with %s at %s: %s", (sqlstate, step, cause) => {
  expect(causeOf({ code: "provisioning_failed", fields: { step, sqlstate, reason: "x" } })).toBe(cause);
});

test("what is no failure of a step has its own words", () => {
  expect(causeOf({ code: "unavailable", fields: { retryAfterSeconds: 2 } })).toBeUndefined();
});
