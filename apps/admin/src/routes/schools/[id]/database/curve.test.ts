import { expect, test } from "vitest";
import { areaOf, lineOf, scaleOf } from "./curve.ts";

test("goes from the first day to the last, the largest at the top", () => {
  const places = scaleOf([
    { at: 10, value: 100 },
    { at: 12, value: 300 },
    { at: 14, value: 200 },
  ]);
  expect(places.map(({ x }) => x)).toEqual([0, 50, 100]);
  expect(places[1]?.y).toBe(0);
  expect(places[0]?.y).toBeGreaterThan(places[2]?.y ?? 0);
});

test("a size that hardly changes is a line that hardly moves", () => {
  const [first, last] = scaleOf([
    { at: 1, value: 1_000_000 },
    { at: 2, value: 1_000_500 },
  ]);
  expect(Math.abs((first?.y ?? 0) - (last?.y ?? 0))).toBeLessThan(0.2);
});

test("one point and none are no fault", () => {
  expect(lineOf(scaleOf([]))).toBe("");
  expect(areaOf(scaleOf([]))).toBe("");
  expect(lineOf(scaleOf([{ at: 1, value: 0 }]))).toBe("M0.00 30.00");
});
