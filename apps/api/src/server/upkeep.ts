import { adoptRuns, type Core, sweepExpired } from "@pepro/core";

const SWEEP_MS = 600_000;
const ADOPT_MS = 5_000;

type Upkeep = { stop(): Promise<void> };

/**
 * Clears what has expired, at once and every ten minutes, and takes up fleet runs whose process was lost, until it is
 * stopped. One turn of each ends before its next begins.
 */
export function startUpkeep(core: Core, { sweepMs = SWEEP_MS, adoptMs = ADOPT_MS } = {}): Upkeep {
  const sweep = repeat(core, "sweep", sweepMs, async () => {
    const swept = await sweepExpired(core);
    if (swept.rows > 0) core.log.info("swept", swept);
  });
  const adopt = repeat(core, "taking up of fleet runs", adoptMs, async () => {
    for (const run of await adoptRuns(core)) core.log.info("fleet run taken up", { run });
  });
  return { stop: async () => void (await Promise.all([sweep.stop(), adopt.stop()])) };
}

function repeat({ log }: Core, name: string, everyMs: number, work: () => Promise<void>): Upkeep {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = async () => {
    try {
      await work();
    } catch (error) {
      if (!stopped) log.error(`${name} failed`, error);
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
