import {
  createTenantInput,
  firstAdmin,
  OPENING_COLUMNS,
  OPENING_MOST_ROWS,
  type OpeningColumnName,
  type OpeningFault,
  openingColumnOf,
  validationIssue,
} from "@pepro/contracts";
import type * as z from "zod";
import { type Cells, COLUMN_OF, inputOf } from "./cells.ts";
import { type CsvRecord, readCsv } from "./read.ts";

/** What one line asks for; its administrator's password is made up. */
export const rowInput = createTenantInput
  .omit({ provisionNow: true })
  .extend({ admin: firstAdmin.omit({ password: true }).optional() });
export type RowInput = z.output<typeof rowInput>;

export type FileRow = {
  line: number;
  /** Columns that the line fills in. */
  given: readonly OpeningColumnName[];
  input: RowInput;
};

export type OpeningFile = { rows: readonly FileRow[]; faults: readonly OpeningFault[] };

/** Reads a file and checks each line by the schema that opens a single school, and the lines against each other. */
export function readOpeningFile(csv: string): OpeningFile {
  const { records, faults } = readCsv(csv);
  const [headings, ...lines] = records;
  if (!headings) return { rows: [], faults: faults.length > 0 ? faults : [fault(1, null, "csv_empty")] };
  const { columns, faults: ofHeadings } = columnsOf(headings);
  const found = [...faults, ...ofHeadings];
  if (lines.length === 0 && found.length === 0) found.push(fault(headings.line, null, "csv_empty"));
  if (lines.length > OPENING_MOST_ROWS) {
    const line = lines[OPENING_MOST_ROWS]?.line ?? 1;
    return { rows: [], faults: [...found, fault(line, null, "csv_too_many_rows", { most: OPENING_MOST_ROWS })] };
  }
  // What a line lacks because its column does is told once, of the column.
  const lacking = new Set(ofHeadings.map(({ column }) => column));
  const rows: FileRow[] = [];
  for (const record of lines) {
    const read = rowOf(record, columns);
    if ("row" in read) rows.push(read.row);
    else found.push(...read.faults.filter(({ column, rule }) => rule !== "required" || !lacking.has(column)));
  }
  found.push(...repeated(lines, columns.indexOf("subdomain")));
  return { rows, faults: found.sort((a, b) => a.line - b.line) };
}

function columnsOf({ line, cells }: CsvRecord) {
  const columns = cells.map(openingColumnOf);
  const faults = cells.flatMap((heading, at): OpeningFault[] => {
    const name = columns[at];
    if (!name) return [fault(line, heading, "csv_column_unknown", { heading })];
    return columns.indexOf(name) < at ? [fault(line, name, "csv_column_repeated")] : [];
  });
  const missing = OPENING_COLUMNS.filter(({ name, isRequired }) => isRequired && !columns.includes(name));
  return { columns, faults: [...faults, ...missing.map(({ name }) => fault(line, name, "csv_column_missing"))] };
}

function rowOf(
  { line, cells }: CsvRecord,
  columns: readonly (OpeningColumnName | undefined)[],
): { row: FileRow } | { faults: OpeningFault[] } {
  if (cells.length > columns.length && cells.slice(columns.length).some(Boolean)) {
    return { faults: [fault(line, null, "csv_row_too_long", { cells: cells.length, columns: columns.length })] };
  }
  const entries = columns.flatMap((name, at) => (name && cells[at] ? [[name, cells[at]] as const] : []));
  const given = Object.fromEntries(entries) as Cells;
  const input = inputOf(given);
  const parsed = rowInput.safeParse(input);
  if (parsed.success) return { row: { line, given: entries.map(([name]) => name), input: parsed.data } };
  const faults = parsed.error.issues.map((issue) => {
    const { path, rule, params = {} } = validationIssue(issue, input);
    return fault(line, COLUMN_OF[path.join(".")] ?? null, rule, params);
  });
  return { faults };
}

/** Every line whose subdomain stands on one before it, be there other faults on them or not. */
function repeated(lines: readonly CsvRecord[], at: number): OpeningFault[] {
  const first = new Map<string, number>();
  return lines.flatMap(({ line, cells }) => {
    const subdomain = cells[at]?.trim().toLowerCase();
    if (!subdomain) return [];
    const before = first.get(subdomain);
    if (before !== undefined) return [fault(line, "subdomain", "subdomain_repeated", { subdomain, line: before })];
    first.set(subdomain, line);
    return [];
  });
}

export function fault(
  line: number,
  column: string | null,
  rule: string,
  params: Record<string, unknown> = {},
): OpeningFault {
  return { line, column, rule, params };
}
