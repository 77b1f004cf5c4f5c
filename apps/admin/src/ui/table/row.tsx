import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { cx } from "../cx.ts";
import { type Column, FROM, ROW, type RowLook } from "./columns.ts";

export const CELL = "truncate border-b border-line px-3 first:pl-4 last:pr-4 group-last/row:border-b-0";

/** One line. Its link covers it whole; what can be pressed in it lies above (`relative z-10`). */
export function TableRow<Row>(props: {
  columns: readonly Column<Row>[];
  row: Row;
  look: RowLook;
  href?: string | undefined;
  stays?: boolean | undefined;
}) {
  return (
    <tr
      class={cx(
        "group/row relative",
        ROW[props.look],
        props.href && "transition-colors hover:bg-sunken/60 has-[a[data-row]:focus-visible]:bg-sunken/60",
      )}
    >
      <For each={props.columns}>
        {(column, index) => (
          <td
            class={cx(
              CELL,
              index() === 0 ? "font-medium text-ink" : "text-muted",
              column.align === "end" && "text-right",
              props.look === "stack" && "max-lg:py-2.5 max-lg:align-top",
              column.from && FROM[column.from],
            )}
          >
            <Show when={index() === 0 && props.href} fallback={column.cell(props.row)}>
              {(href) => (
                <A
                  href={href()}
                  noScroll={props.stays ?? false}
                  data-row=""
                  class="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink"
                >
                  {column.cell(props.row)}
                </A>
              )}
            </Show>
          </td>
        )}
      </For>
    </tr>
  );
}
