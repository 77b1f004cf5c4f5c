import { isConnectionError, transaction } from "@pepro/db";
import type { Core } from "../core.ts";
import { makeRoles } from "../provisioning/make-roles.ts";
import type { SpareSchema } from "../provisioning/open-schema.ts";
import { buildSpare } from "./build.ts";
import { insertBuilding, spoil, tryPoolLock } from "./queries.ts";
import { newSpare, spareOf } from "./spare.ts";
import { type Inventory, inventoryOf, type Tended, tend } from "./tend.ts";

/** Spares begun at once: their roles come in one transaction, and the lock on the pool is held no longer than they take. */
const BATCH = 50;

export type FillOptions = {
  clusterId: string;
  /** Spares that are to be there in the end. */
  size: number;
  /** Nothing is made while there are more than this; default: any number below `size`. */
  lowMark?: number;
  /** Spares made at a time. */
  concurrency: number;
  signal: AbortSignal;
  onMade?: (made: number, wanted: number) => void;
};

export type Filled = Tended & { made: number; isBusy: boolean };

/**
 * Puts a pool in order and makes the spares that it lacks, in batches. Of several processes one does it. Whatever kills
 * it, the next filling finishes what was begun.
 */
export async function fillPool(core: Core, options: FillOptions): Promise<Filled> {
  const filled = { made: 0, updated: 0, removed: 0, isBusy: false };
  for (;;) {
    const turn = await core.db.withPlatform(async (tx) => {
      if (!(await tryPoolLock(tx, options.clusterId))) return undefined;
      return oneTurn(core, options, filled.made);
    });
    if (!turn) return { ...filled, isBusy: true };
    filled.made += turn.made;
    filled.updated += turn.updated;
    filled.removed += turn.removed;
    if (turn.made < BATCH || options.signal.aborted) return filled;
  }
}

async function oneTurn(core: Core, options: FillOptions, before: number): Promise<Tended & { made: number }> {
  const { clusterId, signal } = options;
  const tended = await tend(core, clusterId, signal);
  if (signal.aborted) return { ...tended, made: 0 };
  const rows = await inventoryOf(core, clusterId);
  const begun = rows.filter(({ state }) => state === "building").map(spareOf);
  const missing = missingOf(rows, options);
  const fresh = Array.from({ length: Math.min(missing, Math.max(0, BATCH - begun.length)) }, () =>
    newSpare(core.installation),
  );
  if (fresh.length > 0) await core.db.queryPlatform(insertBuilding(clusterId, fresh));
  const spares = [...begun, ...fresh];
  if (spares.length === 0) return { ...tended, made: 0 };
  const roles = spares.map(({ role }) => role);
  await transaction(core.db.owner(clusterId), [], (tx) => makeRoles(tx, core.installation, roles));
  const wanted = before + begun.length + missing;
  return { ...tended, made: await buildAll(core, options, spares, (made) => options.onMade?.(before + made, wanted)) };
}

/** What this program can open schools with, or will: those of a newer one count for that. */
function missingOf(rows: Inventory, { size, lowMark = size - 1 }: FillOptions): number {
  const there = rows.filter(({ state, isKnown }) => state === "building" || (state === "ready" && isKnown)).length;
  return there > lowMark ? 0 : Math.max(0, size - there);
}

async function buildAll(
  core: Core,
  { clusterId, concurrency, signal }: FillOptions,
  spares: readonly SpareSchema[],
  onMade: (made: number) => void,
): Promise<number> {
  const left = [...spares];
  let made = 0;
  let fault: { error: unknown } | undefined;
  const worker = async () => {
    for (let spare = left.shift(); spare && !signal.aborted && !fault; spare = left.shift()) {
      try {
        await buildSpare(core, { query: core.db.queryPlatform }, clusterId, spare);
        onMade(++made);
      } catch (error) {
        if (isConnectionError(error)) fault ??= { error };
        else await setAside(core, spare, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, spares.length)) }, worker));
  if (fault) throw fault.error;
  return made;
}

async function setAside({ db, log }: Core, { id, schema }: SpareSchema, error: unknown): Promise<void> {
  log.error("spare school not made", error, { schema });
  await db.queryPlatform(spoil(id));
}
