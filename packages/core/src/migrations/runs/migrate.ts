import { type FleetRunSchool, fleetOptions, fleetRun, fleetRunSchool, isPeproError } from "@pepro/contracts";
import * as z from "zod";
import type { Core } from "../../core.ts";
import { type Call, defineUseCase, execute, superAdmin } from "../../executor/index.ts";
import { runViewOf } from "./find.ts";
import { type RunRow, readRun, readRunSchools } from "./queries.ts";
import { startFleetRun } from "./start.ts";
import { type NewsRow, readNews } from "./watch-queries.ts";

const LOOK_MS = 1_000;
/** More schools than there are. */
const ALL = 1_000_000;

/**
 * Starts a run in this process and waits until nobody works on it any more: it has ended, or is paused.
 * @throws PeproError those of `fleet.start`; the database's error where the run was cut off
 */
export const migrateTenants = defineUseCase({
  name: "fleet.migrate",
  permission: superAdmin,
  access: "composed",
  on: "none",
  input: fleetOptions.extend({
    /** While another run is active: wait for its end instead of being refused. */
    wait: z.boolean().default(false),
  }),
  output: z.object({ run: fleetRun, schools: z.array(fleetRunSchool) }),
  run: async ({ core, actor, tenant, meta }, { wait, ...options }) => {
    const call = { actor, tenant, meta };
    const { id } = await startInTurn(core, call, options, wait);
    await core.fleet.settled(id);
    return resultOf(core, id);
  },
});

/** Starts a run, where it is to wait once every other has ended. */
export async function startInTurn(core: Core, call: Call, options: z.input<typeof fleetOptions>, wait: boolean) {
  for (;;) {
    try {
      return await execute(core, startFleetRun, call, options);
    } catch (error) {
      if (!wait || !isPeproError(error, "fleet_run_active")) throw error;
      await ended(core, error.fields.runId);
    }
  }
}

async function ended(core: Core, id: string): Promise<void> {
  const ear = core.fleet.listen(id);
  try {
    for (;;) {
      const [news] = await core.db.queryPlatform<NewsRow>(readNews(id, "0", 0));
      if (!news || !["running", "paused"].includes(news.state)) return;
      await ear.heard(LOOK_MS);
    }
  } finally {
    ear.close();
  }
}

/** The run with every one of its schools, at one moment. */
async function resultOf({ db }: Core, id: string) {
  return db.readPlatform(async (tx) => {
    const [row, found] = await Promise.all([
      tx.first<RunRow>(readRun(id)),
      tx.first<{ items: FleetRunSchool[] }>(readRunSchools({ id, page: 1, pageSize: ALL })),
    ]);
    return { run: runViewOf(row, id), schools: found?.items ?? [] };
  });
}
