import { sql } from "@pepro/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATOR, openPlatform, type TestPlatform } from "../../../../tests/harness/index.ts";
import { seedDemo } from "./seed.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform.close());

test("trial", async () => {
  const t = performance.now();
  const r = await seedDemo(platform.core, OPERATOR, {
    password: "Motdepasse!2026",
    onProgress: (l) => console.log(l, performance.now() - t),
  });
  console.log(r, performance.now() - t);
  void sql;
  expect(1).toBe(1);
});
