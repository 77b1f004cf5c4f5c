import {
  adoptOpenings,
  adoptRuns,
  type Core,
  forgetOldPasswords,
  refillPool,
  sweepExpired,
  takeSamples,
} from "@pepro/core";

const SWEEP_MS = 600_000;
const ADOPT_MS = 5_000;
/** Samples are taken once a day: this is how soon after midnight. */
const SAMPLE_MS = 900_000;

/** Between two looks at the pool of spare schools; the first comes when whoever starts a server has had its first pages. */
const POOL_MS = 5_000;

type Upkeep = { stop(): Promise<void> };

/**
 * Clears what has expired, at once and every ten minutes, takes up fleet runs and openings whose process was lost, takes
 * the day's samples of schools' tables, and keeps `spareSchools` schools ready ahead of need, until it is stopped. One turn
 * of each ends before its next begins.
 */
export function startUpkeep(
  core: Core,
  { sweepMs = SWEEP_MS, adoptMs = ADOPT_MS, sampleMs = SAMPLE_MS, poolMs = POOL_MS, spareSchools = 0 } = {},
): Upkeep {
  const sweep = repeat(core, "sweep", sweepMs, async () => {
    const swept = await sweepExpired(core);
    if (swept.rows > 0) core.log.info("swept", swept);
    await forgetOldPasswords(core);
  });
  const adopt = repeat(core, "taking up of fleet runs", adoptMs, async () => {
    for (const run of await adoptRuns(core)) core.log.info("fleet run taken up", { run });
    for (const job of await adoptOpenings(core)) core.log.info("opening of schools taken up", { job });
  });
  const sample = repeat(core, "monitoring", sampleMs, async () => {
    const taken = await takeSamples(core);
    if (taken.schools > 0) core.log.info("schools sampled", taken);
  });
  const stopping = new AbortController();
  const refill = async () => {
    const filled = await refillPool(core, spareSchools, stopping.signal);
    if (filled) core.log.info("spare schools refilled", filled);
  };
  const pool = spareSchools > 0 ? [repeat(core, "spare schools", poolMs, refill, poolMs)] : [];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([sweep, adopt, sample, ...pool].map((each) => each.stop()));
    },
  };
}

/** @param firstMs until the first turn */
function repeat({ log }: Core, name: string, everyMs: number, work: () => Promise<void>, firstMs = 0): Upkeep {
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
  if (firstMs > 0) timer = setTimeout(next, firstMs);
  else next();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
