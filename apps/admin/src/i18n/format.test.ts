// @vitest-environment node
import { describe, expect, test } from "vitest";
import { createFormat } from "./format.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const fr = createFormat(() => "fr");
const en = createFormat(() => "en");
const now = Date.UTC(2026, 2, 12, 12);
const before = (seconds: number) => now - seconds * 1_000;

describe("bytes", () => {
  test("are counted by 1024, with a decimal from the megabyte on", () => {
    expect([0, 512, 2_048, 1.5 * 1024 ** 2, 50 * 1024 ** 3].map((count) => plain(fr.bytes(count)))).toEqual([
      "0 o",
      "512 o",
      "2 ko",
      "1,5 Mo",
      "50 Go",
    ]);
    expect(en.bytes(1.5 * 1024 ** 3)).toBe("1.5 GB");
  });
});

describe("durations", () => {
  test("use the unit that is read at a glance", () => {
    expect([0, 0.4, 84, 3_210, 125_000, 120_000].map((ms) => plain(fr.duration(ms)))).toEqual([
      "< 1 ms",
      "< 1 ms",
      "84 ms",
      "3,2 s",
      "2 min 5 s",
      "2 min",
    ]);
    expect(en.duration(0)).toBe("<\u00a01 ms");
  });
});

describe("relative dates", () => {
  test("say how long ago in the largest whole unit", () => {
    expect([5, 90, 3 * 3_600, 86_400].map((seconds) => fr.relative(before(seconds), now))).toEqual([
      "il y a 5 secondes",
      "il y a 1 minute",
      "il y a 3 heures",
      "hier",
    ]);
    expect(en.relative(before(3 * 3_600), now)).toBe("3 hours ago");
  });

  test("become a date once a month has passed", () => {
    expect(fr.relative(Date.UTC(2025, 11, 1, 12), now)).toBe("1 décembre 2025");
  });
});

test("the language is followed, not remembered", () => {
  let language: "fr" | "en" = "fr";
  const format = createFormat(() => language);
  const first = plain(format.number(1234.5));
  language = "en";
  expect([first, format.number(1234.5)]).toEqual(["1 234,5", "1,234.5"]);
});
