// @vitest-environment node
import { expect, test } from "vitest";
import { quotaLevel } from "./quota-level.ts";

test.each([
  [0, 100, "fine"],
  [79, 100, "fine"],
  [80, 100, "high"],
  [94, 100, "high"],
  [95, 100, "nearlyFull"],
  [100, 100, "full"],
  [130, 100, "full"],
  [0, 0, "fine"],
] as const)("%d of %d is %s", (used, limit, level) => {
  expect(quotaLevel(used, limit)).toBe(level);
});
