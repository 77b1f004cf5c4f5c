import type { Attention, MonitoringLimits, SampledMonitoring } from "@pepro/contracts";
import type { Core } from "../core.ts";
import { askCatalog, figuresOf, NOTHING } from "./catalog.ts";
import { judge } from "./judge.ts";
import {
  type ClusterRow,
  claimClusters,
  endCluster,
  leaveCluster,
  type NewSample,
  pruneSamples,
  readToSample,
  storeSamples,
  type ToSample,
} from "./sample-queries.ts";

/** Days for which samples are kept: a term, and the same weeks of the one before. */
export const KEPT_DAYS = 120;
/** Samples written by one statement. */
const BATCH = 500;
/** Seconds after which a cluster that could not be asked is tried again. */
const AGAIN_SECONDS = 900;

/** A day as samples have it, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/**
 * Takes the day's samples of every cluster of which nobody has; of several processes each takes other clusters, and one
 * that dies leaves its cluster to the next turn. With `again`, of all clusters, replacing what was taken that day.
 */
export async function takeSamples(
  core: Core,
  { now = new Date(), again = false } = {},
): Promise<Omit<SampledMonitoring, "milliseconds">> {
  const { db, log } = core;
  const day = dayOf(now);
  const clusters = await db.queryPlatform<ClusterRow>(claimClusters(day, again));
  const taken: Omit<SampledMonitoring, "milliseconds"> = { day, schools: 0, needingAttention: 0, failed: [] };
  for (const cluster of clusters) {
    try {
      const samples = await sampleCluster(core, cluster, now);
      await db.queryPlatform(endCluster(cluster.id, day));
      taken.schools += samples.length;
      taken.needingAttention += samples.filter(({ attention }) => attention.length > 0).length;
    } catch (error) {
      log.error("cluster not sampled", error, { cluster: cluster.name });
      await db.queryPlatform(leaveCluster(cluster.id, AGAIN_SECONDS));
      taken.failed.push({ cluster: cluster.name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  if (clusters.length > 0) await db.queryPlatform(pruneSamples(day, KEPT_DAYS));
  return taken;
}

async function sampleCluster(core: Core, { id }: ClusterRow, now: Date): Promise<NewSample[]> {
  const { db, config } = core;
  const limits = config.monitoring;
  const day = dayOf(now);
  const schools = await db.queryPlatform<ToSample>(readToSample(id, day));
  const names = schools.map(({ schema }) => schema);
  const { rows } = await askCatalog(db.owner(id), names, limits, "near");
  const found = new Map(rows.map((row) => [row.schema, row]));
  const samples = schools.map((school) => sampleOf(school, found.get(school.schema) ?? NOTHING, limits, now));
  for (let at = 0; at < samples.length; at += BATCH) {
    await db.queryPlatform(storeSamples(day, now, samples.slice(at, at + BATCH)));
  }
  return samples;
}

function sampleOf(school: ToSample, row: typeof NOTHING, limits: MonitoringLimits, now: Date): NewSample {
  const figures = figuresOf(row);
  const before = school.beforeBytes ?? undefined;
  const { totalBytes } = figures;
  const judged = { totalBytes, before, tables: row.noted, countedSince: row.countedSince };
  const attention: Attention[] = judge(judged, limits, now);
  return {
    tenant_id: school.tenantId,
    tables: figures.tables,
    rows: figures.rows,
    dead_rows: figures.deadRows,
    table_bytes: figures.tableBytes,
    index_bytes: figures.indexBytes,
    toast_bytes: figures.toastBytes,
    whole_scans: figures.wholeScans,
    index_scans: figures.indexScans,
    unused_indexes: figures.unusedIndexes,
    unused_index_bytes: figures.unusedIndexBytes,
    cache_hit_share: figures.cacheHitShare,
    last_vacuum_at: figures.lastVacuumAt,
    last_analyze_at: figures.lastAnalyzeAt,
    frozen_age: figures.frozenAge,
    before_day: school.beforeDay,
    before_bytes: school.beforeBytes,
    attention,
  };
}
