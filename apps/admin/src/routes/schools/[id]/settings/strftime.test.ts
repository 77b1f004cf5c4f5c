// @vitest-environment node
import { expect, test } from "vitest";
import { strftime } from "./strftime.ts";

const at = new Date("2026-03-02T22:05:09Z");

test.each([
  ["%d/%m/%Y", "02/03/2026"],
  ["%-d %B %Y", "2 mars 2026"],
  ["%A %-d %b %y", "lundi 2 mars 26"],
  ["%H:%M:%S", "23:05:09"],
  ["%-I h %M %p", "11 h 05 PM"],
  ["100 %%", "100 %"],
  ["%z", "+0100"],
])("%s writes %s in Paris", (format, written) => {
  expect(strftime(format, at, "fr", "Europe/Paris")).toBe(written);
});

test("the day is the one of the school's time zone", () => {
  expect(strftime("%d/%m %H:%M", at, "fr", "Pacific/Noumea")).toBe("03/03 09:05");
});

test("names are in the school's language", () => {
  expect(strftime("%A %-d %B", at, "en", "UTC")).toBe("Monday 2 March");
});

test("letters it cannot show stay as they are written", () => {
  expect(strftime("%j-%Q", at, "fr", "UTC")).toBe("%j-%Q");
});
