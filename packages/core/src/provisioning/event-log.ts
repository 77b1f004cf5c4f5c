import type { Core } from "../core.ts";
import { writeSteps } from "./event-queries.ts";
import type { StepReport } from "./progress.ts";

/** Milliseconds that the end of a run waits for its last events to be written. */
const LAST_WRITE_MS = 2_000;

/** Writes a run's events in their order, on a connection of their own, behind the run's back. */
export function createEventLog({ db, log, provisioning }: Pick<Core, "db" | "log" | "provisioning">, tenantId: string) {
  let waiting: StepReport[] = [];
  let isFirst = true;
  let lastError: unknown;

  const flush = async () => {
    const steps = waiting;
    if (steps.length === 0) return;
    waiting = [];
    try {
      await writeSteps(db, tenantId, steps, { prune: isFirst });
      isFirst = false;
    } catch (error) {
      // They go with the next ones: a step that is told late is better than one that is not.
      waiting = [...steps, ...waiting];
      lastError = error;
      return;
    }
    provisioning.wake(tenantId);
  };
  let writing = Promise.resolve();
  const write = () => {
    writing = writing.then(flush);
  };

  return {
    add: (report: StepReport): void => {
      waiting.push(report);
      write();
    },
    settled: async (): Promise<void> => {
      if (waiting.length > 0) write();
      await atMost(LAST_WRITE_MS, writing);
      if (waiting.length === 0) return;
      const reason = lastError instanceof Error ? lastError.message : "no answer in time";
      log.warn("provisioning progress not written", { tenantId, steps: waiting.length, reason });
    },
  };
}

async function atMost(ms: number, task: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([task, late]);
  clearTimeout(timer);
}
