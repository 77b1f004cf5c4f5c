import { MODULES } from "@pepro/contracts/modules";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import type { Sort } from "../../ui/table/table.tsx";
import { isFiltered, type ListView, SORT_BY, STATES, TYPES } from "./list-address.ts";

const ALL = "all";

export type ListFiltersProps = { view: ListView; onChange: (changes: Partial<ListView>) => void; onClear: () => void };

/** What the list leaves out. Each change shows at once. */
export function ListFilters(props: ListFiltersProps) {
  const t = useText("schools");
  const terms = useText("terms");
  const common = useText("common");
  const chosen = <Value extends string>(value: Value | typeof ALL) => (value === ALL ? undefined : value);
  return (
    <div class="flex flex-wrap items-center gap-2 max-sm:grid max-sm:grid-cols-2">
      <SearchField
        class="w-full max-sm:col-span-2 min-[1400px]:w-auto min-[1400px]:min-w-56 min-[1400px]:flex-1"
        label={t("search")}
        value={props.view.search}
        onSearch={(search) => props.onChange({ search })}
      />
      <Select
        compact
        label={t("filter.state")}
        value={props.view.state ?? ALL}
        options={[
          { value: ALL, label: t("filter.anyState") },
          ...STATES.map((value) => ({ value, label: common(`state.${value}`) })),
        ]}
        onChange={(value) => props.onChange({ state: chosen(value) })}
      />
      <Select
        compact
        label={t("filter.type")}
        value={props.view.type ?? ALL}
        options={[
          { value: ALL, label: t("filter.anyType") },
          ...TYPES.map((value) => ({ value, label: terms(`type.${value}`) })),
        ]}
        onChange={(value) => props.onChange({ type: chosen(value) })}
      />
      <Select
        compact
        label={t("filter.module")}
        value={props.view.module ?? ALL}
        options={[
          { value: ALL, label: t("filter.anyModule") },
          ...MODULES.map((value) => ({ value, label: terms(`module.${value}`) })),
        ]}
        onChange={(value) => props.onChange({ module: chosen(value) })}
      />
      <div class="flex h-control-md items-center px-1.5 max-sm:px-0">
        <Checkbox
          label={t("filter.behind")}
          value={props.view.isBehind}
          onChange={(isBehind) => props.onChange({ isBehind })}
        />
      </div>
      <Show when={props.view.version !== undefined}>
        <Button icon={X} onClick={() => props.onChange({ version: undefined })}>
          {t("filter.version", { version: props.view.version ?? 0 })}
        </Button>
      </Show>
      {/* Beside the search its place is kept: what one types into does not change its width. */}
      <div class="empty:hidden max-sm:col-span-2 max-sm:justify-self-start min-[1400px]:min-w-43 min-[1400px]:empty:block">
        <Show when={isFiltered(props.view)}>
          <Button variant="ghost" icon={X} onClick={() => props.onClear()}>
            {t("clear")}
          </Button>
        </Show>
      </div>
      <SortControl sort={props.view.sort} onChange={(sort) => props.onChange({ sort })} />
    </div>
  );
}

/** The order, where the table is too narrow for headers to press. Dates begin with the latest. */
function SortControl(props: { sort: Sort; onChange: (sort: Sort) => void }) {
  const t = useText("schools");
  const isAscending = () => props.sort.direction === "ascending";
  const sortBy = (by: string) =>
    props.onChange({ by, direction: by === "last_accessed_at" || by === "created_on" ? "descending" : "ascending" });
  return (
    <div class="flex items-center gap-2 max-sm:col-span-2 sm:ml-auto lg:hidden">
      <Select
        compact
        class="max-sm:flex-1"
        label={t("sort")}
        value={props.sort.by}
        options={SORT_BY.map((value) => ({ value, label: t(`sort.by.${value}`) }))}
        onChange={sortBy}
      />
      <IconButton
        variant="secondary"
        icon={isAscending() ? ArrowUp : ArrowDown}
        label={t(isAscending() ? "sort.ascending" : "sort.descending")}
        onClick={() => props.onChange({ ...props.sort, direction: isAscending() ? "descending" : "ascending" })}
      />
    </div>
  );
}
