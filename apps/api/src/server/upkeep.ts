import { type Core, sweepExpired } from "@pepro/core";

const EVERY_MS = 600_000;

/** Clears what has expired, at once and every ten minutes, until it is stopped. One turn ends before the next begins. */
export function startUpkeep(core: Core, everyMs = EVERY_MS): { stop(): Promise<void> } {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = async () => {
    try {
      const swept = await sweepExpired(core);
      if (swept.rows > 0) core.log.info("swept", swept);
    } catch (error) {
      if (!stopped) core.log.error("sweep failed", error);
    }
    if (!stopped) timer = setTimeout(next, everyMs);
  };
  let underWay = Promise.resolve();
  const next = () => {
    underWay = turn();
  };
  next();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
