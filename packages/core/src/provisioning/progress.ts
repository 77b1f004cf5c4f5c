import type { ProvisioningEvent } from "@pepro/contracts";

/** A step as it is taken, before it has been written down. */
export type StepReport = Omit<ProvisioningEvent, "id">;

/** Somebody who waits for news of one school. */
export type Ear = {
  /** Resolves when there may be news since the last time it was asked, when the time is up, or when nobody waits any more. */
  heard(ms: number, signal?: AbortSignal): Promise<void>;
  close(): void;
};

/** How this process learns of provisioning: its own steps as they are taken, those of others when they are announced. */
export type ProvisioningProgress = {
  /** Calls back with each step taken in this process. @returns ends it */
  observe(observer: (report: StepReport) => void): () => void;
  report(report: StepReport): void;
  listen(tenantId: string): Ear;
  /** Something was written about a school, or may have been about any. */
  wake(tenantId: string | "all"): void;
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
  const wakers = new Map<string, Set<() => void>>();

  return {
    observe: (observer) => {
      observers.add(observer);
      return () => void observers.delete(observer);
    },
    report: (report) => {
      for (const observer of observers) observer(report);
    },
    listen: (tenantId) => {
      const own = wakers.get(tenantId) ?? new Set();
      wakers.set(tenantId, own);
      const { ear, wake } = createEar();
      own.add(wake);
      const close = () => {
        own.delete(wake);
        if (own.size === 0 && wakers.get(tenantId) === own) wakers.delete(tenantId);
      };
      return { ...ear, close };
    },
    wake: (tenantId) => {
      const woken = tenantId === "all" ? [...wakers.values()] : [wakers.get(tenantId) ?? []];
      for (const some of woken) for (const wake of some) wake();
    },
  };
}

/** News that comes while nobody waits is kept for the next who does: none is missed between a look and a wait. */
function createEar(): { ear: Pick<Ear, "heard">; wake: () => void } {
  let isNews = false;
  let stopWaiting: () => void = () => {};
  const heard = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const stop = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        isNews = false;
        stopWaiting = () => {};
        resolve();
      };
      const timer = setTimeout(stop, ms);
      stopWaiting = stop;
      signal?.addEventListener("abort", stop);
      if (isNews || signal?.aborted) stop();
    });
  const wake = () => {
    isNews = true;
    stopWaiting();
  };
  return { ear: { heard }, wake };
}
