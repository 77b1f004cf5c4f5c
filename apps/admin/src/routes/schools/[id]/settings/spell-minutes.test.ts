// @vitest-environment node
import { expect, test } from "vitest";
import { spellMinutes } from "./spell-minutes.ts";

test.each([
  [90, "1 heure 30 minutes"],
  [1_440, "1 jour"],
  [43_199, "29 jours 23 heures 59 minutes"],
])("%d minutes are %s", (minutes, words) => {
  expect(spellMinutes(minutes, "fr").replace(/[\u00a0\u202f]/g, " ")).toBe(words);
});

test("are told in the reader's language", () => {
  expect(spellMinutes(1_500, "en")).toBe("1 day 1 hour");
});
