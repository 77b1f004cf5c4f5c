import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "../cx.ts";
import { type Column, FROM, type Sort } from "./columns.ts";

type HeaderCellProps<Row> = {
  column: Column<Row>;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
};

/** A column's name; pressing it sorts by it, pressing it again turns the order round. */
export function HeaderCell<Row>(props: HeaderCellProps<Row>) {
  const direction = () => (props.sort && props.sort.by === props.column.sortBy ? props.sort.direction : "none");
  const isSortable = () => props.column.sortBy !== undefined && props.onSort !== undefined;
  const turn = () => {
    const by = props.column.sortBy;
    if (by) props.onSort?.({ by, direction: direction() === "ascending" ? "descending" : "ascending" });
  };
  const icon = () =>
    direction() === "ascending" ? ArrowUp : direction() === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={isSortable() ? direction() : undefined}
      class={cx(
        "sticky top-(--sticky-top,0px) z-20 h-9 border-b border-line bg-surface px-3 text-xs font-medium text-muted first:pl-4 last:pr-4",
        props.column.align === "end" ? "text-right" : "text-left",
        props.column.from && FROM[props.column.from],
      )}
    >
      <Show when={isSortable()} fallback={props.column.header}>
        <button
          type="button"
          class={cx(
            "group -mx-1.5 inline-flex h-6 pointer-coarse:h-8 max-w-full items-center gap-1 rounded-sm px-1.5 transition-colors hover:bg-sunken hover:text-ink",
            direction() !== "none" && "text-ink",
            // The name stays above the numbers' end.
            props.column.align === "end" && "flex-row-reverse",
          )}
          onClick={turn}
        >
          <span class="truncate">{props.column.header}</span>
          <Dynamic
            component={icon()}
            class={cx(
              "size-3 shrink-0",
              direction() === "none" && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
            )}
            aria-hidden="true"
          />
        </button>
      </Show>
    </th>
  );
}
