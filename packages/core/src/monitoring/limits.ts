import type { MonitoringLimits } from "@pepro/contracts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** What is still all right, unless the installation says otherwise (`PEPRO_MONITORING_LIMITS`). */
export const MONITORING_LIMITS: MonitoringLimits = Object.freeze({
  // Ours: at some 50 MB/s, what a dump of one school reaches, saving it takes seven minutes.
  schoolBytes: 20 * GIB,
  // Ours: half as much again within a week, and enough to matter to a disk.
  grownBytes: GIB,
  grownShare: 0.5,
  // Autovacuum begins at 0.2 (autovacuum_vacuum_scale_factor): half as much again, and it does not keep up. Small tables
  // reach any share at once, and are read whole anyway.
  deadRows: 10_000,
  deadShare: 0.3,
  // Autovacuum analyzes at 0.1 (autovacuum_analyze_scale_factor): twice that, and it has not come.
  changedRows: 10_000,
  changedShare: 0.2,
  // From this size on PostgreSQL itself thinks of several processes for a scan (min_parallel_table_scan_size).
  bigTableBytes: 8 * MIB,
  // Ours: a report now and then is no reason to worry; one access in twenty is a query without an index.
  wholeScans: 100,
  wholeScanShare: 0.05,
  // Ours: four times the size from which a table is big.
  unusedIndexBytes: 32 * MIB,
  // PostgreSQL forces a vacuum at 200 million (autovacuum_freeze_max_age) and stops writes at 2,100 million.
  frozenAge: 400_000_000,
});
