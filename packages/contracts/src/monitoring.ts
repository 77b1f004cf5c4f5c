import * as z from "zod";
import { ATTENTION_CODES } from "./monitoring-text.ts";
import { tenantId } from "./tenants.ts";

/** What is still all right. A school beyond one of these needs attention. */
export const monitoringLimits = z.object({
  /** Bytes of a school's tables and indexes. */
  schoolBytes: z.number().positive(),
  /** Growth within a week: bytes, and as a share of what was there. Both have to be exceeded. */
  grownBytes: z.number().positive(),
  grownShare: z.number().positive(),
  /** Dead rows of a table: their number, and their share of all its rows. Both have to be exceeded. */
  deadRows: z.number().positive(),
  deadShare: z.number().positive(),
  /** Rows changed since PostgreSQL last looked at a table's values: their number, and as a share of its rows. Both. */
  changedRows: z.number().positive(),
  changedShare: z.number().positive(),
  /** From this size on, in bytes, a table is one that should not be read whole; and the share of its scans that do. */
  bigTableBytes: z.number().positive(),
  wholeScans: z.number().positive(),
  wholeScanShare: z.number().positive(),
  /** Bytes of an index that no query uses. */
  unusedIndexBytes: z.number().positive(),
  /** Transactions since a table's rows were last frozen. */
  frozenAge: z.number().positive(),
});
export type MonitoringLimits = z.infer<typeof monitoringLimits>;

/** One reason why a school needs attention; `attentionText` words it. */
export const attention = z.object({
  code: z.enum(ATTENTION_CODES),
  /** Absent where it is the school as a whole. */
  table: z.string().nullable(),
  index: z.string().nullable(),
  /** What was found, and what is still all right: bytes, a share of 1, or a number, as the code has it. */
  value: z.number(),
  limit: z.number(),
});

/** What a school's tables are together. */
const figures = z.object({
  tables: z.int(),
  rows: z.int(),
  deadRows: z.int(),
  /** Bytes: rows themselves, indexes, and values too long for their row (TOAST). */
  tableBytes: z.int(),
  indexBytes: z.int(),
  toastBytes: z.int(),
  totalBytes: z.int(),
  /** Reads of a whole big table, and by an index, since the statistics began. */
  wholeScans: z.int(),
  indexScans: z.int(),
  /** Indexes that no query has used since then, those that keep rows unique not counted. */
  unusedIndexes: z.int(),
  unusedIndexBytes: z.int(),
  /** Of the blocks that were asked for, the share that was in PostgreSQL's memory; null where none was. */
  cacheHitShare: z.number().nullable(),
  /** When a table was last vacuumed, and its values last looked at, by hand or automatically. */
  lastVacuumAt: z.iso.datetime().nullable(),
  lastAnalyzeAt: z.iso.datetime().nullable(),
  /** Transactions since the rows of the table that waits longest were frozen. */
  frozenAge: z.int(),
});
export type SchoolFigures = z.infer<typeof figures>;

/** The same as it was on one day. */
export const schoolSample = figures.extend({
  /** `2026-11-24`, in UTC. */
  day: z.iso.date(),
  sampledAt: z.iso.datetime(),
  /** Bytes more than on the day `since`, the first within a week that there is a sample of. */
  grown: z.object({ bytes: z.int(), since: z.iso.date() }).nullable(),
  attention: z.array(attention),
});
export type SchoolSample = z.infer<typeof schoolSample>;

const named = z.object({
  tenantId,
  schema: z.string(),
  name: z.string(),
  host: z.string(),
  version: z.int(),
});

export const MONITORING_SORTS = ["size", "growth", "rows", "deadRows", "wholeScans", "attention", "name"] as const;

export const fleetMonitoringInput = z.object({
  /** Only schools that need attention. */
  needsAttention: z.boolean().default(false),
  /** Only those with this reason. */
  code: z.enum(ATTENTION_CODES).optional(),
  /** A part of the name or the schema. */
  search: z.string().trim().max(200).optional(),
  sort: z.enum(MONITORING_SORTS).default("size"),
  /** Default: the largest first, names from A to Z. */
  descending: z.boolean().optional(),
  page: z.int().min(1).default(1),
  pageSize: z.int().min(1).max(200).default(20),
});
export type FleetMonitoringInput = z.infer<typeof fleetMonitoringInput>;

export const fleetMonitoring = z.object({
  /** When the latest sample was taken; null before the first. */
  sampledAt: z.iso.datetime().nullable(),
  limits: monitoringLimits,
  /** Of all schools whose tables there are, whatever is filtered; sums of their latest samples. */
  totals: z.object({
    schools: z.int(),
    sampled: z.int(),
    needingAttention: z.int(),
    tables: z.int(),
    rows: z.int(),
    deadRows: z.int(),
    tableBytes: z.int(),
    indexBytes: z.int(),
    toastBytes: z.int(),
    totalBytes: z.int(),
    grownBytes: z.int(),
  }),
  /** How many schools have each reason; reasons that none has are left out. */
  reasons: z.array(z.object({ code: z.enum(ATTENTION_CODES), schools: z.int() })),
  /** How many schools the filters leave. */
  count: z.int(),
  page: z.int(),
  pageSize: z.int(),
  /** `sample` is null for a school that was opened since the last one. */
  items: z.array(named.extend({ sample: schoolSample.nullable() })),
});
export type FleetMonitoring = z.infer<typeof fleetMonitoring>;
export type MonitoredSchool = FleetMonitoring["items"][number];

/** One table of a school, as PostgreSQL's statistics tell of it now. */
export const tableFigures = z.object({
  table: z.string(),
  rows: z.int(),
  deadRows: z.int(),
  tableBytes: z.int(),
  indexBytes: z.int(),
  toastBytes: z.int(),
  totalBytes: z.int(),
  wholeScans: z.int(),
  /** Rows that were read in them. */
  wholeScanRows: z.int(),
  indexScans: z.int(),
  indexes: z.int(),
  unusedIndexes: z.array(z.object({ name: z.string(), bytes: z.int() })),
  cacheHitShare: z.number().nullable(),
  changedSinceAnalyze: z.int(),
  lastVacuumAt: z.iso.datetime().nullable(),
  lastAnalyzeAt: z.iso.datetime().nullable(),
  frozenAge: z.int(),
});
export type TableFigures = z.infer<typeof tableFigures>;

export const schoolMonitoringInput = z.object({ id: tenantId });

export const schoolMonitoring = z.object({
  school: named,
  /** When this was asked. */
  at: z.iso.datetime(),
  /** False where a lock kept PostgreSQL from looking at the files: then sizes are those of the last vacuum or analyze. */
  isExact: z.boolean(),
  /** Since when PostgreSQL counts scans; null where it never began anew. */
  countedSince: z.iso.datetime().nullable(),
  limits: monitoringLimits,
  figures,
  grown: schoolSample.shape.grown,
  attention: z.array(attention),
  /** The largest first. */
  tables: z.array(tableFigures),
  /** A point a day, the oldest first. */
  trend: z.array(
    z.object({
      day: z.iso.date(),
      tableBytes: z.int(),
      indexBytes: z.int(),
      toastBytes: z.int(),
      totalBytes: z.int(),
      rows: z.int(),
      deadRows: z.int(),
    }),
  ),
});
export type SchoolMonitoring = z.infer<typeof schoolMonitoring>;

export const sampleMonitoringOutput = z.object({
  day: z.iso.date(),
  schools: z.int(),
  needingAttention: z.int(),
  /** Clusters that could not be asked, with PostgreSQL's sentence. */
  failed: z.array(z.object({ cluster: z.string(), reason: z.string() })),
  milliseconds: z.int(),
});
export type SampledMonitoring = z.infer<typeof sampleMonitoringOutput>;
