import { For, type JSX, Show } from "solid-js";
import { cx } from "../cx.ts";
import { type Column, FROM, type RowLook, type Sort } from "./columns.ts";
import { HeaderCell } from "./header-cell.tsx";
import { TableRow } from "./row.tsx";
import { SkeletonRows } from "./skeleton-rows.tsx";

export type { Column, Sort } from "./columns.ts";

export type TableProps<Row> = {
  /** What the table lists, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  /** `undefined` while they are asked for: rows of the same height wait in their place. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Where a row leads. The first column becomes the link, and the whole row its target. */
  rowHref?: (row: Row) => string;
  /** A row opens beside the table, which stays where it is. */
  rowStays?: boolean;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Default `line`. */
  look?: RowLook;
  /** How many rows wait; as many as a page holds. */
  skeletonRows?: number;
  /** Other rows are on their way: these stay, paler. */
  stale?: boolean;
  /** In place of the rows when there are none. */
  empty?: JSX.Element;
};

/** The one way to list things: columns with types, headers that sort, rows that lead somewhere. */
export function Table<Row>(props: TableProps<Row>) {
  const look = () => props.look ?? "line";
  return (
    <div class="overflow-clip rounded-lg border border-line bg-surface">
      <table
        class="w-full table-fixed border-separate border-spacing-0 text-sm"
        aria-busy={props.stale || !props.rows || undefined}
      >
        <caption class="sr-only">{props.caption}</caption>
        <colgroup>
          <For each={props.columns}>
            {(column) => <col class={column.from && FROM[column.from]} style={{ width: column.width }} />}
          </For>
        </colgroup>
        <thead class={look() === "stack" ? "max-lg:hidden" : undefined}>
          <tr>
            <For each={props.columns}>
              {(column) => <HeaderCell column={column} sort={props.sort} onSort={props.onSort} />}
            </For>
          </tr>
        </thead>
        <tbody class={cx("transition-opacity", props.stale && "opacity-55")}>
          <Show
            when={props.rows}
            fallback={<SkeletonRows columns={props.columns} count={props.skeletonRows ?? 8} look={look()} />}
          >
            {(rows) => (
              <For
                each={rows()}
                fallback={
                  <tr>
                    <td colSpan={props.columns.length}>{props.empty}</td>
                  </tr>
                }
              >
                {(row) => (
                  <TableRow
                    columns={props.columns}
                    row={row}
                    look={look()}
                    href={props.rowHref?.(row)}
                    stays={props.rowStays}
                  />
                )}
              </For>
            )}
          </Show>
        </tbody>
      </table>
    </div>
  );
}
