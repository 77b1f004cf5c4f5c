import type { ProvisioningEvent } from "@pepro/contracts";
import { createEars, type Ears } from "../ears.ts";

/** A step as it is taken, before it has been written down. */
export type StepReport = Omit<ProvisioningEvent, "id">;

/** How this process learns of provisioning: its own steps as they are taken, those of others when they are announced. */
export type ProvisioningProgress = Ears & {
  /** Calls back with each step taken in this process. @returns ends it */
  observe(observer: (report: StepReport) => void): () => void;
  report(report: StepReport): void;
};

/** Messages about provisioning share the channel on which processes tell each other of changed schools. */
const PREFIX = "provisioning:";

export function provisioningMessage(tenantId: string): string {
  return PREFIX + tenantId;
}

/** @returns whether the message was about provisioning. */
export function hearProvisioning(progress: ProvisioningProgress, payload: string): boolean {
  if (!payload.startsWith(PREFIX)) return false;
  progress.wake(payload.slice(PREFIX.length));
  return true;
}

export function createProvisioningProgress(): ProvisioningProgress {
  const observers = new Set<(report: StepReport) => void>();
  return {
    ...createEars(),
    observe: (observer) => {
      observers.add(observer);
      return () => void observers.delete(observer);
    },
    report: (report) => {
      for (const observer of observers) observer(report);
    },
  };
}
