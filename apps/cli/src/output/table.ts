import type { Palette } from "./palette.ts";
import { cut, pad, visible, widthOf } from "./width.ts";

export type Column<Row> = {
  title: string;
  value: (row: Row) => string;
  /** Gives way first where the terminal is too narrow. */
  shrinks?: boolean;
  style?: (text: string, row: Row) => string;
};

const GAP = 2;

/** A table as wide as its content; `columns` is the width it must fit in, where there is one. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { palette, width }: { palette: Palette; width: number | undefined },
): string {
  const cells = rows.map((row) => columns.map(({ value }) => visible(value(row))));
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index] ?? ""))),
  );
  const excess = widths.reduce((sum, each) => sum + each + GAP, -GAP) - (width ?? Number.POSITIVE_INFINITY);
  const giving = columns.findIndex(({ shrinks }) => shrinks);
  if (excess > 0 && giving >= 0)
    widths[giving] = Math.max(widthOf(columns[giving]?.title ?? ""), (widths[giving] ?? 0) - excess);

  const line = (texts: readonly string[], style: (text: string, index: number) => string) =>
    texts
      .map((text, index) => {
        const padded = pad(cut(text, widths[index] ?? 0), widths[index] ?? 0);
        return style(index === texts.length - 1 ? padded.trimEnd() : padded, index);
      })
      .join(" ".repeat(GAP))
      .trimEnd();

  const titles = columns.map(({ title }) => title);
  const body = rows.map((row, position) =>
    line(cells[position] ?? [], (text, index) => columns[index]?.style?.(text, row) ?? text),
  );
  return [line(titles, palette.bold), ...body].join("\n");
}
