import { PeproError, type SchoolMonitoring, schoolMonitoring, schoolMonitoringInput } from "@pepro/contracts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { askCatalog, figuresOf, NOTHING, shareOf } from "./catalog.ts";
import type { TableRow } from "./catalog-queries.ts";
import { judge } from "./judge.ts";
import { dayOf } from "./sampling.ts";
import { type Before, readBefore, readSchool, readTrend, type SchoolRow, type TrendRow } from "./school-queries.ts";

/**
 * A school's tables as they are now, and its samples. PostgreSQL's statistics are asked as the owner: the login that
 * serves need not be able to look at any school's. @throws PeproError `not_found` where there is no such school's schema
 */
export const getSchoolMonitoring = defineUseCase({
  name: "monitoring.school",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: schoolMonitoringInput,
  output: schoolMonitoring,
  run: async ({ core, now }, { id }): Promise<SchoolMonitoring> => {
    const { db, config } = core;
    const [school] = await db.queryPlatform<SchoolRow>(readSchool(id));
    if (!school) throw new PeproError("not_found", { entity: "tenant", id });
    const [catalog, [before], trend] = await Promise.all([
      askCatalog(db.owner(school.clusterId), [school.schema], config.monitoring, "exact"),
      db.queryPlatform<Before>(readBefore(id, dayOf(now))),
      db.queryPlatform<TrendRow>(readTrend(id)),
    ]);
    const row = catalog.rows[0] ?? NOTHING;
    const figures = figuresOf(row);
    const { totalBytes } = figures;
    const judged = { totalBytes, before: before?.bytes, tables: row.noted, countedSince: row.countedSince };
    const { clusterId: _, ...named } = school;
    return {
      school: named,
      at: now.toISOString(),
      isExact: catalog.isExact,
      countedSince: row.countedSince?.toISOString() ?? null,
      limits: config.monitoring,
      figures,
      grown: before ? { bytes: totalBytes - before.bytes, since: before.day } : null,
      attention: judge(judged, config.monitoring, now),
      tables: row.noted.map(tableOf),
      trend: [...trend],
    };
  },
});

function tableOf(row: TableRow): SchoolMonitoring["tables"][number] {
  const { heap, index, toast } = row;
  return {
    table: row.table,
    rows: row.rows,
    deadRows: row.dead,
    tableBytes: heap,
    indexBytes: index,
    toastBytes: toast,
    totalBytes: heap + index + toast,
    wholeScans: row.scans,
    wholeScanRows: row.scanned,
    indexScans: row.used,
    indexes: row.indexes,
    unusedIndexes: row.unused,
    cacheHitShare: shareOf(row.hit, row.fetched),
    changedSinceAnalyze: row.changed,
    lastVacuumAt: row.vacuumed === null ? null : new Date(row.vacuumed).toISOString(),
    lastAnalyzeAt: row.analyzed === null ? null : new Date(row.analyzed).toISOString(),
    frozenAge: row.age,
  };
}
