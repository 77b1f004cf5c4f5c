/** RFC 4180: a header, CRLF, quotes where a field needs them. Names and dates are for machines, whatever the language. */
export function csv<Row>(rows: readonly Row[], columns: Readonly<Record<string, (row: Row) => unknown>>): string {
  const lines = [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((value) => value(row)))];
  return lines.map((fields) => fields.map(field).join(",")).join("\r\n");
}

function field(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
