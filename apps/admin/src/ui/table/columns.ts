import type { JSX } from "solid-js";

export type Sort = { by: string; direction: "ascending" | "descending" };

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => JSX.Element;
  /** What `onSort` is given; without it the header is plain text. */
  sortBy?: string;
  /** Numbers and dates are read from the end. */
  align?: "start" | "end";
  /** A CSS width; the others share what is left. */
  width?: string;
  /** Left out on screens narrower than this. */
  from?: "sm" | "md" | "lg" | "xl";
};

/**
 * How a row is drawn. `line`: one line everywhere. `stack`: below `lg` its cells hold several lines, and the header, which
 * would name two columns of what is told in many, gives way to an order that the page lets choose by itself.
 */
export type RowLook = "line" | "stack";

export const ROW: Record<RowLook, string> = { line: "h-11", stack: "h-11 max-lg:h-23" };

export const FROM = {
  sm: "max-sm:hidden",
  md: "max-md:hidden",
  lg: "max-lg:hidden",
  xl: "max-xl:hidden",
} as const;
