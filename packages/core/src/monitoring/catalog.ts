import type { MonitoringLimits, SchoolFigures } from "@pepro/contracts";
import { type Pool, SQLSTATE, sqlstateOf } from "@pepro/db";
import { asking, type CatalogRow, readCatalog, type Sizes } from "./catalog-queries.ts";

/** Milliseconds for which a table that a migration holds is waited for; after that the catalog's own sizes do. */
const LOCK_TIMEOUT_MS = 2_000;

export type Catalog = { isExact: boolean; rows: readonly CatalogRow[] };

/**
 * Asks a cluster for its schools' tables, as its owner, on a connection of its own: what the asking leaves in a
 * connection's memory is gone with it. @throws those of the database
 */
export async function askCatalog(
  owner: Pool,
  schemas: readonly string[],
  limits: MonitoringLimits,
  sizes: Exclude<Sizes, "catalog">,
): Promise<Catalog> {
  const connection = await owner.borrow();
  try {
    await Promise.all(asking(LOCK_TIMEOUT_MS).map((statement) => connection.send(statement)));
    const read = (how: Sizes) => connection.send<CatalogRow>(readCatalog(schemas, limits, how));
    try {
      return { isExact: sizes === "exact", rows: await read(sizes) };
    } catch (error) {
      if (sqlstateOf(error) !== SQLSTATE.lockNotAvailable) throw error;
      return { isExact: false, rows: await read("catalog") };
    }
  } finally {
    owner.giveBack(connection, false);
  }
}

/** A school without a table, as one is whose schema is gone. */
export const NOTHING: Omit<CatalogRow, "schema"> = Object.freeze({
  ...{ tables: 0, rows: 0, deadRows: 0, tableBytes: 0, indexBytes: 0, toastBytes: 0, wholeScans: 0, indexScans: 0 },
  ...{ unusedIndexes: 0, unusedIndexBytes: 0, fetched: 0, hit: 0, frozenAge: 0 },
  ...{ lastVacuumAt: null, lastAnalyzeAt: null, countedSince: null, noted: [] },
});

export function figuresOf(row: Omit<CatalogRow, "schema">): SchoolFigures {
  const { tables, rows, deadRows, tableBytes, indexBytes, toastBytes, wholeScans, indexScans } = row;
  const { unusedIndexes, unusedIndexBytes, frozenAge } = row;
  return {
    ...{ tables, rows, deadRows, tableBytes, indexBytes, toastBytes },
    totalBytes: tableBytes + indexBytes + toastBytes,
    ...{ wholeScans, indexScans, unusedIndexes, unusedIndexBytes },
    cacheHitShare: shareOf(row.hit, row.fetched),
    lastVacuumAt: row.lastVacuumAt?.toISOString() ?? null,
    lastAnalyzeAt: row.lastAnalyzeAt?.toISOString() ?? null,
    frozenAge,
  };
}

export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
