import { expect, test } from "vitest";
import { cut, pad, visible, widthOf } from "./width.ts";

test.each([
  ["Lycée", 5],
  ["Lyce\u0301e", 5],
  ["学校", 4],
  ["👩‍🏫", 2],
  ["\u001b[31mrouge\u001b[39m", 5],
])("widthOf %s is %i columns", (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test("cut keeps whole characters and shows that something is missing", () => {
  expect(cut("Lycée Victor Hugo", 9)).toBe("Lycée Vi…");
  expect(cut("学校学校", 4)).toBe("学…");
  expect(cut("Lycée", 5)).toBe("Lycée");
});

test("pad counts columns, not code units", () => {
  expect(pad("学校", 6)).toBe("学校  ");
});

test("visible disarms what moves a terminal's cursor or turns text around, and nothing else", () => {
  expect(visible("a\u001b[2Jb\nc\u202ed")).toBe("a\ufffd[2Jb\ufffdc\ufffdd");
  expect(visible("Collège « Été » — 学校 👩‍🏫")).toBe("Collège « Été » — 学校 👩‍🏫");
});
