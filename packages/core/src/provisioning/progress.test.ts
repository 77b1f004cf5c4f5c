import { describe, expect, test } from "vitest";
import { createProvisioningProgress, hearProvisioning, provisioningMessage, type StepReport } from "./progress.ts";

const LONG = 60_000;

/** Whether it has resolved by the end of this turn. */
async function hasResolved(promise: Promise<void>): Promise<boolean> {
  let resolved = false;
  void promise.then(() => {
    resolved = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return resolved;
}

describe("an ear", () => {
  test("hears of its own school, and not of another", async () => {
    const progress = createProvisioningProgress();
    const ear = progress.listen("one");
    const heard = ear.heard(LONG);
    progress.wake("two");
    expect(await hasResolved(heard)).toBe(false);
    progress.wake("one");
    expect(await hasResolved(heard)).toBe(true);
    ear.close();
  });

  test("misses no news that comes before it listens, and hears it once", async () => {
    const progress = createProvisioningProgress();
    const ear = progress.listen("one");
    progress.wake("one");
    progress.wake("one");
    expect(await hasResolved(ear.heard(LONG))).toBe(true);
    const next = ear.heard(LONG);
    expect(await hasResolved(next)).toBe(false);
    progress.wake("all");
    expect(await hasResolved(next)).toBe(true);
  });

  test("stops waiting when the time is up, or when nobody waits any more", async () => {
    const ear = createProvisioningProgress().listen("one");
    await ear.heard(1);
    const leaving = new AbortController();
    const heard = ear.heard(LONG, leaving.signal);
    leaving.abort();
    expect(await hasResolved(heard)).toBe(true);
    expect(await hasResolved(ear.heard(LONG, leaving.signal))).toBe(true);
  });

  test("that was closed does not take the others along", async () => {
    const progress = createProvisioningProgress();
    const [first, second] = [progress.listen("one"), progress.listen("one")];
    first.close();
    const heard = second.heard(LONG);
    progress.wake("one");
    expect(await hasResolved(heard)).toBe(true);
    second.close();
    second.close();
    const third = progress.listen("one").heard(LONG);
    progress.wake("one");
    expect(await hasResolved(third)).toBe(true);
  });
});

test("an observer is told of every step of this process, until it stops", () => {
  const progress = createProvisioningProgress();
  const told: string[] = [];
  const stop = progress.observe(({ step }) => void told.push(step));
  const report = { step: "tables" } as StepReport;
  progress.report(report);
  stop();
  progress.report(report);
  expect(told).toEqual(["tables"]);
});

test("hearProvisioning takes messages about provisioning, and leaves those about hosts", () => {
  const progress = createProvisioningProgress();
  expect(hearProvisioning(progress, provisioningMessage("one"))).toBe(true);
  for (const payload of ["*", "lycee.fr\nsubdomain:lycee"]) expect(hearProvisioning(progress, payload)).toBe(false);
});
