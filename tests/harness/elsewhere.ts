import { TestRunner } from "vitest";

/** Whether the suites' requests go to the real server in a process and a runtime of its own. */
export const isServedElsewhere = process.env.PEPRO_TEST_RUNTIME === "deno";

/** Skips the test under way there, for a reason that is shown. In a set-up it does nothing: a set-up asks for no answer. */
export function skipElsewhere(reason: string): void {
  const test = TestRunner.getCurrentTest();
  if (!isServedElsewhere || !test) return;
  // A client that takes what is thrown for a failed request would lose the reason.
  if (test.result) Object.assign(test.result, { note: reason });
  test.context.skip(reason);
}
