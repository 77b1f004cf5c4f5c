import { isConnectionError, transaction } from "@pepro/db";
import type { Core } from "../core.ts";
import { markOf } from "../provisioning/mark.ts";
import { buildSpare } from "./build.ts";
import { forget, hold, type InventoryRow, readInventory, readMarks, spoil } from "./queries.ts";
import { removeSpare } from "./remove.ts";
import { knownTo, spareOf, targetOf } from "./spare.ts";

export type Inventory = readonly InventoryRow[];

export function inventoryOf(core: Core, clusterId: string): Promise<Inventory> {
  return core.db.queryPlatform<InventoryRow>(readInventory(clusterId, knownTo(core)));
}

export type Tended = { updated: number; removed: number };

/**
 * Puts a pool in order: forgets spares that have become schools, removes what is not usable, and brings those of an
 * earlier version up to date. What a newer program made is left to it.
 */
export async function tend(core: Core, clusterId: string, signal: AbortSignal): Promise<Tended> {
  const rows = await inventoryOf(core, clusterId);
  const gone = await goneOf(core, clusterId, rows);
  const target = targetOf(core);
  const done = { updated: 0, removed: 0 };
  for (const row of rows) {
    if (signal.aborted) break;
    if (gone.has(row.id)) await forgetHeld(core, row.id);
    else if (isUseless(row, target.version)) done.removed += (await removeSpare(core, clusterId, row.id)) ? 1 : 0;
    else if (row.state === "ready" && row.isKnown && row.version < target.version)
      done.updated += (await update(core, clusterId, row)) ? 1 : 0;
  }
  return done;
}

/** Made by other files that lead to no later version than ours: nobody will bring it on. */
function isUseless({ state, isKnown, version }: InventoryRow, latest: number): boolean {
  return state === "unusable" || (state === "ready" && !isKnown && version <= latest);
}

/** Ready ones whose schema is not there as they left it: whoever turned it into a school was killed before saying so. */
async function goneOf({ db, installation }: Core, clusterId: string, rows: Inventory): Promise<ReadonlySet<string>> {
  const ready = rows.filter(({ state }) => state === "ready");
  if (ready.length === 0) return new Set();
  const names = ready.map(({ schemaName }) => schemaName);
  const marks = await transaction(db.owner(clusterId), [], (tx) => readMarks(tx, names));
  const isThere = (row: InventoryRow) => {
    const { id, schema, role } = spareOf(row);
    return marks.get(schema) === markOf(installation, id, role);
  };
  return new Set(ready.filter((row) => !isThere(row)).map(({ id }) => id));
}

/** A school is not being opened with it. */
function forgetHeld({ db }: Core, id: string): Promise<void> {
  return db.withPlatform(async (tx) => {
    if (await tx.first(hold(id))) await tx.query(forget(id));
  });
}

async function update(core: Core, clusterId: string, row: InventoryRow): Promise<boolean> {
  return core.db.withPlatform(async (tx) => {
    if (!(await tx.first(hold(row.id)))) return false;
    try {
      await buildSpare(core, tx, clusterId, spareOf(row));
      return true;
    } catch (error) {
      if (isConnectionError(error)) throw error;
      core.log.error("spare school not brought up to date", error, { schema: row.schemaName });
      await tx.query(spoil(row.id));
      return false;
    }
  });
}
