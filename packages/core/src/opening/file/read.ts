import type { OpeningFault } from "@pepro/contracts";
import { type CsvError, parse } from "csv-parse/sync";

/** One line of a file, or several where a quoted cell goes over them. */
export type CsvRecord = {
  /** Where it begins, counted from 1. */
  line: number;
  cells: readonly string[];
};

export type CsvFile = { records: readonly CsvRecord[]; faults: readonly OpeningFault[] };

/** What a decoder puts where the bytes were no UTF-8. */
const REPLACEMENT = "\ufffd";

/**
 * Reads a file as spreadsheets write it: with or without a byte order mark, cells separated by semicolons, commas or tabs,
 * lines ended any way. Empty lines are left out. Where a quote is not closed, what follows cannot be read.
 */
export function readCsv(csv: string): CsvFile {
  const text = csv.replace(/\r\n?/g, "\n");
  const faults = unreadable(text);
  const records: CsvRecord[] = [];
  let end = 0;
  const keep = (cells: string[], { lines }: { lines: number }) => {
    const line = end + 1;
    end = lines;
    if (cells.some((cell) => cell !== "")) records.push({ line, cells });
    return cells;
  };
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: "\n",
      relax_column_count: true,
      trim: true,
      on_record: keep,
    });
  } catch (error) {
    const { code } = error as CsvError;
    if (!code) throw error;
    const rule = code === "CSV_QUOTE_NOT_CLOSED" ? "csv_quote_open" : "csv_quote_misplaced";
    faults.push({ line: end + 1, column: null, rule, params: {} });
  }
  return { records, faults };
}

/** The first line that holds what was no UTF-8: a file of an older spreadsheet, whose accents would be lost. */
function unreadable(text: string): OpeningFault[] {
  if (!text.includes(REPLACEMENT)) return [];
  const at = text.split("\n").findIndex((line) => line.includes(REPLACEMENT));
  return [{ line: at + 1, column: null, rule: "csv_not_utf8", params: {} }];
}

/** Whichever separates most of the headings. */
function delimiterOf(text: string): string {
  const [headings = ""] = text.replace(/"[^"]*"/g, "").split("\n", 1);
  const count = (sign: string) => headings.split(sign).length;
  return [";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ",");
}
