import { isPeproError, type ProvisioningEvent, type ProvisioningStep } from "@pepro/contracts";
import { isConnectionError } from "@pepro/db";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import { createEventLog } from "./event-log.ts";

/** Tells of one run of provisioning, step by step. Nothing of it can fail or delay the run. */
export type Recorder = {
  /** The step under way has ended well, and this one begins. */
  enter(step: ProvisioningStep): void;
  /** There was nothing to do in the step under way. */
  skip(): void;
  /** The last step has ended well. */
  end(): void;
  /** The step under way has failed. */
  fail(error: unknown): void;
  /** The step under way, or that failed; undefined before the first. */
  readonly step: ProvisioningStep | undefined;
  /** Resolves when what was told is written down, or after two seconds. */
  settled(): Promise<void>;
};

type Progressing = Pick<Core, "db" | "log" | "provisioning">;

/** A run that begins now. It is seen from its first step on: one that finds nothing to do is never seen. */
export function createRecorder(core: Progressing, tenantId: string, requestId: string): Recorder {
  const run = newId();
  const log = createEventLog(core, tenantId);
  let step: ProvisioningStep | undefined;
  let began = performance.now();
  let ending: "done" | "skipped" = "done";
  let ended = false;

  const tell = (at: Date, state: ProvisioningEvent["state"], error: ProvisioningEvent["error"] = null) => {
    if (!step) return;
    const durationMs = state === "started" ? null : Math.round(performance.now() - began);
    const report = { tenantId, run, step, state, durationMs, error, at: at.toISOString() };
    log.add(report);
    core.provisioning.report(report);
  };
  const since = new Date();

  return {
    enter: (next) => {
      const now = new Date();
      const isFirst = step === undefined;
      tell(now, ending);
      step = next;
      ending = "done";
      // The first step has lasted since the run was asked for.
      if (!isFirst) began = performance.now();
      tell(isFirst ? since : now, "started");
    },
    skip: () => {
      ending = "skipped";
    },
    end: () => {
      tell(new Date(), ending);
      ended = true;
    },
    fail: (error) => {
      if (!ended) tell(new Date(), "failed", shownError(error, requestId));
      ended = true;
    },
    get step() {
      return step;
    },
    settled: log.settled,
  };
}

/** What a person may read of an error: the same that the call itself is answered with. */
function shownError(error: unknown, requestId: string): NonNullable<ProvisioningEvent["error"]> {
  if (isPeproError(error)) return { code: error.code, fields: { ...error.fields } };
  if (isConnectionError(error)) return { code: "unavailable", fields: { retryAfterSeconds: 2 } };
  return { code: "internal", fields: { id: requestId } };
}
