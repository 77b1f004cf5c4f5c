import { expect, test } from "vitest";
import type { TableRow } from "./catalog-queries.ts";
import { type Judged, judge } from "./judge.ts";
import { MONITORING_LIMITS } from "./limits.ts";

const NOW = new Date("2026-11-24T06:00:00Z");
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

const QUIET: TableRow = {
  ...{
    table: "grades",
    rows: 1_000_000,
    dead: 0,
    heap: 80 * MIB,
    index: 0,
    toast: 0,
    scans: 0,
    scanned: 0,
    used: 5_000,
  },
  ...{ indexes: 2, unused: [], fetched: 0, hit: 0, changed: 0, vacuumed: null, analyzed: null, age: 50 },
};

function codesOf({ table = {}, ...school }: Partial<Omit<Judged, "tables">> & { table?: Partial<TableRow> }) {
  const judged = {
    totalBytes: GIB,
    before: undefined,
    countedSince: null,
    tables: [{ ...QUIET, ...table }],
    ...school,
  };
  return judge(judged, MONITORING_LIMITS, NOW).map(({ code }) => code);
}

test("a school within every limit has no reason", () => {
  expect(codesOf({})).toEqual([]);
});

test.each([
  ["a size above the limit", { totalBytes: 20 * GIB + 1 }, ["size_large"]],
  ["a size at the limit", { totalBytes: 20 * GIB }, []],
  ["growth by half and more than a GiB", { totalBytes: 5 * GIB, before: 3 * GIB }, ["growth_fast"]],
  ["growth by more than a GiB of much", { totalBytes: 12 * GIB, before: 10 * GIB }, []],
  ["growth of little to its double", { totalBytes: 0.6 * GIB, before: 0.3 * GIB }, []],
  ["a smaller size than before", { totalBytes: GIB, before: 10 * GIB }, []],
  ["dead rows beyond their share", { table: { dead: 500_000 } }, ["dead_rows"]],
  ["many dead rows of very many", { table: { dead: 400_000 } }, []],
  ["a small table of dead rows alone", { table: { rows: 0, dead: 10_000 } }, []],
  ["changes since it was analyzed", { table: { changed: 200_001 } }, ["analyze_overdue"]],
  ["fewer changes than autovacuum would let pass", { table: { changed: 200_000 } }, []],
  ["a big table read whole again and again", { table: { scans: 300, used: 5_000 } }, ["whole_table_scans"]],
  ["a big table read whole now and then", { table: { scans: 200, used: 5_000 } }, []],
  ["a small table read whole always", { table: { heap: 8 * MIB - 1, scans: 9_000, used: 0 } }, []],
  ["rows that wait to be frozen", { table: { age: 400_000_001 } }, ["freeze_overdue"]],
] as const)("%s", (_, school, codes) => {
  expect(codesOf(school)).toEqual(codes);
});

test("an index is unused once scans were counted for a month, and only a large one matters", () => {
  const table = { unused: [{ name: "grades_note_idx", bytes: 33 * MIB }] };
  const days = (count: number) => new Date(NOW.getTime() - count * 86_400_000);
  expect(codesOf({ table })).toEqual(["index_unused"]);
  expect(codesOf({ table, countedSince: days(30) })).toEqual(["index_unused"]);
  expect(codesOf({ table, countedSince: days(29) })).toEqual([]);
  expect(codesOf({ table: { unused: [{ name: "grades_note_idx", bytes: 32 * MIB }] } })).toEqual([]);
});

test("of several reasons the gravest comes first, and of one code the largest", () => {
  const tables = [
    { ...QUIET, table: "small", dead: 500_000 },
    { ...QUIET, table: "large", dead: 900_000 },
    { ...QUIET, table: "frozen", age: 500_000_000 },
  ];
  const reasons = judge({ totalBytes: 30 * GIB, before: 1, countedSince: null, tables }, MONITORING_LIMITS, NOW);
  expect(reasons.map(({ code, table }) => [code, table])).toEqual([
    ["freeze_overdue", "frozen"],
    ["dead_rows", "large"],
    ["dead_rows", "small"],
    ["growth_fast", null],
    ["size_large", null],
  ]);
});
