import { expect, test } from "vitest";
import { createFormats } from "./formats.ts";

const fr = createFormats("fr");
const en = createFormats("en");

test.each([
  [0, "0 o", "0 B"],
  [1023, "1 023 o", "1,023 B"],
  [1024, "1 Ko", "1 KB"],
  [1.5 * 1024 ** 2, "1,5 Mo", "1.5 MB"],
  [50 * 1024 ** 3, "50 Go", "50 GB"],
  [3000 * 1024 ** 4, "3 000 To", "3,000 TB"],
])("size of %i bytes is %s, %s", (bytes, french, english) => {
  expect([fr.size(bytes), en.size(bytes)]).toEqual([french, english]);
});

test("dates are written in the language, and a dash stands for never", () => {
  expect(fr.date("2026-02-03T12:00:00Z")).toContain("févr. 2026");
  expect(en.date("2026-02-03T12:00:00Z")).toContain("Feb 2026");
  expect(fr.date(null)).toBe("—");
});

test("plural follows the language: zero is singular in French alone", () => {
  const nouns = [
    { fr: "école", en: "school" },
    { fr: "écoles", en: "schools" },
  ] as const;
  expect([0, 1, 2].map((count) => fr.plural(count, ...nouns))).toEqual(["0 école", "1 école", "2 écoles"]);
  expect([0, 1, 2].map((count) => en.plural(count, ...nouns))).toEqual(["0 schools", "1 school", "2 schools"]);
});

test("numbers hold no space that a terminal may not know", () => {
  expect(fr.number(1_234_567)).toBe("1 234 567");
  expect(fr.percent(0.125)).toBe("12,5 %");
  expect(fr.duration(1_250)).toBe("1,3 s");
});
