import { ATTENTION_CODES, type Attention, type MonitoringLimits } from "@pepro/contracts";
import type { TableRow } from "./catalog-queries.ts";

/** Days for which scans must have been counted before an index can be called unused: exams come once a month. */
const COUNTED_DAYS = 30;
const DAY_MS = 86_400_000;

/** What is judged of a school: its size, what it was within a week, and its tables that are worth a look. */
export type Judged = {
  totalBytes: number;
  /** Bytes at the first sample of the last week; undefined where there is none. */
  before: number | undefined;
  tables: readonly TableRow[];
  /** Since when scans are counted; null where that was never begun anew. */
  countedSince: Date | null;
};

/** Why a school needs attention, the gravest reason first; none where all is well. */
export function judge(school: Judged, limits: MonitoringLimits, now: Date): Attention[] {
  const { countedSince } = school;
  const isLongCounted = countedSince === null || now.getTime() - countedSince.getTime() >= COUNTED_DAYS * DAY_MS;
  const found = [...judgeSize(school, limits), ...school.tables.flatMap((table) => judgeTable(table, limits))];
  if (isLongCounted) found.push(...school.tables.flatMap((table) => judgeIndexes(table, limits)));
  const rank = ({ code }: Attention) => ATTENTION_CODES.indexOf(code);
  return found.sort((a, b) => rank(a) - rank(b) || b.value - a.value);
}

function judgeSize({ totalBytes, before }: Judged, limits: MonitoringLimits): Attention[] {
  const reasons: Attention[] = [];
  const whole = { table: null, index: null };
  const grown = before === undefined ? 0 : totalBytes - before;
  if (grown > limits.grownBytes && grown > limits.grownShare * (before ?? 0)) {
    reasons.push({ code: "growth_fast", ...whole, value: grown, limit: limits.grownBytes });
  }
  if (totalBytes > limits.schoolBytes) {
    reasons.push({ code: "size_large", ...whole, value: totalBytes, limit: limits.schoolBytes });
  }
  return reasons;
}

function judgeTable(found: TableRow, limits: MonitoringLimits): Attention[] {
  const { table, rows, dead, changed, scans, used, heap, age } = found;
  const reasons: Attention[] = [];
  const note = (code: Attention["code"], value: number, limit: number) =>
    void reasons.push({ code, table, index: null, value, limit });
  const deadShare = dead / Math.max(1, rows + dead);
  const changedShare = changed / Math.max(1, rows);
  const wholeShare = scans / Math.max(1, scans + used);
  if (age > limits.frozenAge) note("freeze_overdue", age, limits.frozenAge);
  if (dead > limits.deadRows && deadShare > limits.deadShare) note("dead_rows", deadShare, limits.deadShare);
  if (changed > limits.changedRows && changedShare > limits.changedShare) {
    note("analyze_overdue", changedShare, limits.changedShare);
  }
  if (heap >= limits.bigTableBytes && scans > limits.wholeScans && wholeShare > limits.wholeScanShare) {
    note("whole_table_scans", wholeShare, limits.wholeScanShare);
  }
  return reasons;
}

function judgeIndexes({ table, unused }: TableRow, { unusedIndexBytes }: MonitoringLimits): Attention[] {
  return unused
    .filter(({ bytes }) => bytes > unusedIndexBytes)
    .map(({ name, bytes }) => ({ code: "index_unused", table, index: name, value: bytes, limit: unusedIndexBytes }));
}
