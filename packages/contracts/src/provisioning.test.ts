import { describe, expect, test } from "vitest";
import { messageFor } from "./messages/index.ts";
import {
  PROVISIONING_STEPS,
  type ProvisioningEvent,
  provisioningRunOf,
  STEP_STATES,
  watchProvisioningInput,
} from "./provisioning.ts";

const TENANT = "0198c0de-0000-7000-8000-000000000001";
const RUN = "0198c0de-0000-7000-8000-00000000000a";
const LATER = "0198c0de-0000-7000-8000-00000000000b";

function events(...told: [string, string, Partial<ProvisioningEvent>?][]): ProvisioningEvent[] {
  return told.map(([step, state, more], index) => ({
    id: String(100 + index),
    tenantId: TENANT,
    run: RUN,
    step: step as ProvisioningEvent["step"],
    state: state as ProvisioningEvent["state"],
    durationMs: state === "started" ? null : 10 * index,
    error: null,
    at: `2026-01-15T10:00:0${index}.000Z`,
    ...more,
  }));
}

describe("provisioningRunOf", () => {
  test("of nothing is nothing", () => {
    expect(provisioningRunOf([])).toBeUndefined();
  });

  test("shows every step in order, those to come as waiting", () => {
    const run = provisioningRunOf(events(["claim", "started"], ["claim", "done"], ["schema", "started"]));
    expect(run).toMatchObject({ run: RUN, state: "running", startedAt: "2026-01-15T10:00:00.000Z", endedAt: null });
    expect(run?.lastEventId).toBe("102");
    expect(run?.steps.map(({ step }) => step)).toEqual([...PROVISIONING_STEPS]);
    expect(run?.steps.slice(0, 3)).toEqual([
      { step: "claim", state: "done", durationMs: 10, startedAt: "2026-01-15T10:00:00.000Z", error: null },
      { step: "schema", state: "started", durationMs: null, startedAt: "2026-01-15T10:00:02.000Z", error: null },
      { step: "tables", state: "waiting", durationMs: null, startedAt: null, error: null },
    ]);
  });

  test.each([
    ["ready", "done", "done"],
    ["ready", "started", "running"],
    ["tables", "skipped", "running"],
    ["tables", "failed", "failed"],
    ["tables", "interrupted", "interrupted"],
  ])("after %s is %s the run is %s", (step, state, expected) => {
    const run = provisioningRunOf(events(["claim", "started"], [step, state]));
    expect(run?.state).toBe(expected);
    expect(run?.endedAt).toBe(expected === "running" ? null : "2026-01-15T10:00:01.000Z");
  });

  test("leaves no step open in a run that is done, though its last words were lost", () => {
    const run = provisioningRunOf(events(["claim", "started"], ["tables", "started"], ["ready", "done"]));
    expect(new Set(run?.steps.map(({ state }) => state))).toEqual(new Set(["done"]));
  });

  test("tells of the latest run alone", () => {
    const told = events(["claim", "started"], ["tables", "failed"], ["claim", "started", { run: LATER }]);
    const run = provisioningRunOf(told);
    expect(run).toMatchObject({ run: LATER, state: "running", startedAt: "2026-01-15T10:00:02.000Z" });
    expect(run?.steps.find(({ step }) => step === "tables")?.state).toBe("waiting");
  });
});

test("every step and every state has a name in both languages", () => {
  const keys = [
    ...PROVISIONING_STEPS.map((step) => `step_${step}`),
    ...["waiting", ...STEP_STATES].map((state) => `step_state_${state}`),
  ];
  for (const key of keys) {
    expect(messageFor(key, "fr"), key).toMatch(/\S/);
    expect(messageFor(key, "en"), key).toMatch(/\S/);
  }
});

test.each([
  ["12", true],
  ["12-end", true],
  ["", false],
  ["12 or 1=1", false],
  ["-1", false],
  ["99999999999999999999", false],
])("the event id %j is accepted: %s", (lastEventId, accepted) => {
  expect(watchProvisioningInput.safeParse({ id: TENANT, lastEventId }).success).toBe(accepted);
});
