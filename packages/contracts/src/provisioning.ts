import * as z from "zod";
import { TENANT_STATES, tenantId } from "./tenants.ts";

/** What opening a school takes, in this order. A failure names the step it happened in. */
export const PROVISIONING_STEPS = ["claim", "schema", "tables", "admin", "files", "ready"] as const;
export type ProvisioningStep = (typeof PROVISIONING_STEPS)[number];

/** `interrupted` is never stored: whoever reads finds that nobody works on the step any more. */
export const STEP_STATES = ["started", "done", "failed", "skipped", "interrupted"] as const;

const stepError = z.object({ code: z.string(), fields: z.record(z.string(), z.unknown()) });

/** One thing that happened to one step of one run. Ids grow with time within a school. */
export const provisioningEvent = z.object({
  id: z.string(),
  tenantId,
  run: z.uuid(),
  step: z.enum(PROVISIONING_STEPS),
  state: z.enum(STEP_STATES),
  /** Milliseconds the step took; null while it is under way. */
  durationMs: z.int().nullable(),
  error: stepError.nullable(),
  at: z.iso.datetime(),
});
export type ProvisioningEvent = z.infer<typeof provisioningEvent>;

export const provisioningRun = z.object({
  run: z.uuid(),
  state: z.enum(["running", "done", "failed", "interrupted"]),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Every step, in order, those that have not begun too. */
  steps: z.array(
    z.object({
      step: z.enum(PROVISIONING_STEPS),
      state: z.enum(["waiting", ...STEP_STATES]),
      durationMs: z.int().nullable(),
      startedAt: z.iso.datetime().nullable(),
      error: stepError.nullable(),
    }),
  ),
  /** Where a subscription goes on from. */
  lastEventId: z.string(),
});
export type ProvisioningRun = z.infer<typeof provisioningRun>;
export type ProvisioningStepView = ProvisioningRun["steps"][number];

export const provisioningState = z.object({
  tenantId,
  state: z.enum(TENANT_STATES),
  /** The latest run; null where none was ever seen. */
  run: provisioningRun.nullable(),
});
export type ProvisioningState = z.infer<typeof provisioningState>;

export const watchProvisioningInput = z.object({
  id: tenantId,
  /** Goes on after this event, as a client that lost its connection does. */
  lastEventId: z
    .string()
    .regex(/^\d{1,18}(-end)?$/, { error: "event_id_invalid" })
    .optional(),
  /** Waits for a run later than this one: for who is about to try again. */
  afterRun: z.uuid().optional(),
});

/** The latest run that a series of events tells of, oldest first; undefined where there is none. */
export function provisioningRunOf(events: readonly ProvisioningEvent[]): ProvisioningRun | undefined {
  const last = events.at(-1);
  const own = events.filter(({ run }) => run === last?.run);
  const first = own[0];
  if (!last || !first) return undefined;
  const state = runStateOf(last);
  // Of a run that is done, a step whose own end was not written is done too.
  const silent = state === "done" ? "done" : undefined;
  const steps = PROVISIONING_STEPS.map((step): ProvisioningStepView => {
    const latest = own.findLast((event) => event.step === step);
    if (!latest) return { step, state: silent ?? "waiting", durationMs: null, startedAt: null, error: null };
    const { durationMs, error } = latest;
    const startedAt = own.find((event) => event.step === step)?.at ?? latest.at;
    return { step, state: (latest.state === "started" && silent) || latest.state, durationMs, startedAt, error };
  });
  const endedAt = state === "running" ? null : last.at;
  return { run: last.run, state, startedAt: first.at, endedAt, steps, lastEventId: last.id };
}

/** Where a run stands after its latest event. */
export function runStateOf({ step, state }: Pick<ProvisioningEvent, "step" | "state">): ProvisioningRun["state"] {
  if (state === "failed" || state === "interrupted") return state;
  return step === PROVISIONING_STEPS.at(-1) && state === "done" ? "done" : "running";
}
