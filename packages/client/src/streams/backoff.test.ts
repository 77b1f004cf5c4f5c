import { expect, test } from "vitest";
import { backoff, pause } from "./backoff.ts";

test("the wait doubles to 15 seconds, half of it by chance", () => {
  const bounds = (failures: number) => [backoff(failures, () => 0), backoff(failures, () => 1)];
  expect([1, 2, 3, 4].map(bounds)).toEqual([
    [250, 500],
    [500, 1_000],
    [1_000, 2_000],
    [2_000, 4_000],
  ]);
  expect(bounds(50)).toEqual([7_500, 15_000]);
});

test("a wait ends at once by its signal", async () => {
  const stop = new AbortController();
  const waiting = pause(2 ** 30, stop.signal);
  stop.abort();
  await waiting;
  await pause(2 ** 30, stop.signal);
});
