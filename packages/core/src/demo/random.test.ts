import { describe, expect, test } from "vitest";
import { createIds, createRandom } from "./random.ts";

describe("createRandom", () => {
  const draws = (seed: string) => {
    const random = createRandom(seed);
    return Array.from({ length: 20 }, () => random.next());
  };

  test("the same seed draws the same, another seed something else", () => {
    expect(draws("lycée")).toEqual(draws("lycée"));
    expect(draws("lycée")).not.toEqual(draws("lycee"));
  });

  test("int reaches both ends and nothing beyond", () => {
    const random = createRandom("int");
    const seen = new Set(Array.from({ length: 200 }, () => random.int(2, 4)));
    expect([...seen].sort()).toEqual([2, 3, 4]);
  });

  test("normal keeps its mean and deviation", () => {
    const random = createRandom("normal");
    const values = Array.from({ length: 4_000 }, () => random.normal(12, 3));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(12, 0);
    expect(Math.sqrt(variance)).toBeCloseTo(3, 0);
  });

  test("shuffle keeps every item once and leaves its argument alone", () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = createRandom("shuffle").shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    expect(items[0]).toBe(0);
  });

  test("pick refuses an empty list", () => {
    expect(() => createRandom("pick").pick([])).toThrow(RangeError);
  });
});

describe("createIds", () => {
  const now = new Date("2026-11-23T10:00:00Z");

  test("ids are UUIDs version 7 of the time they are made for", () => {
    const id = createIds(createRandom("ids"), now);
    const v7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const earlier = new Date("2026-11-22T10:00:00Z");
    for (const [value, at] of [
      [id(), now],
      [id(earlier), earlier],
    ] as const) {
      expect(value).toMatch(v7);
      expect(Number.parseInt(value.replaceAll("-", "").slice(0, 12), 16)).toBe(at.getTime());
    }
  });

  test("ten thousand of them differ", () => {
    const id = createIds(createRandom("ids"), now);
    expect(new Set(Array.from({ length: 10_000 }, () => id())).size).toBe(10_000);
  });
});
