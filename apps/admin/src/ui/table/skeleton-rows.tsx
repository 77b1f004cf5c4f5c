import { For, Index } from "solid-js";
import { cx } from "../cx.ts";
import { Skeleton } from "../skeleton.tsx";
import { type Column, FROM, ROW, type RowLook } from "./columns.ts";
import { CELL } from "./row.tsx";

/** Lines of the same height as those that are coming, their widths uneven as words are. */
const WIDTHS = ["72%", "54%", "63%", "46%", "68%"];

export function SkeletonRows<Row>(props: { columns: readonly Column<Row>[]; count: number; look: RowLook }) {
  return (
    <Index each={Array.from({ length: props.count })}>
      {(_, line) => (
        <tr class={cx("group/row", ROW[props.look])}>
          <For each={props.columns}>
            {(column, index) => (
              <td class={cx(CELL, column.from && FROM[column.from])}>
                <Skeleton
                  class={cx("h-3", column.align === "end" && "ml-auto")}
                  width={index() === 0 ? WIDTHS[line % WIDTHS.length] : WIDTHS[(line + index() * 2) % WIDTHS.length]}
                />
              </td>
            )}
          </For>
        </tr>
      )}
    </Index>
  );
}
