import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { useText } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Select } from "../../ui/select.tsx";
import { isFiltered, type ListView, MODULES, STATES, TYPES } from "./list-address.ts";

const ALL = "all";

export type ListFiltersProps = { view: ListView; onChange: (changes: Partial<ListView>) => void; onClear: () => void };

/** What the list leaves out. Each change shows at once. */
export function ListFilters(props: ListFiltersProps) {
  const t = useText("schools");
  const terms = useText("terms");
  const common = useText("common");
  const chosen = <Value extends string>(value: Value | typeof ALL) => (value === ALL ? undefined : value);
  return (
    <div class="flex flex-wrap items-center gap-2">
      <SearchField
        class="w-full md:w-auto md:min-w-48 md:flex-1"
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
      <div class="flex h-control-md items-center px-1.5">
        <Checkbox
          label={t("filter.behind")}
          value={props.view.isBehind}
          onChange={(isBehind) => props.onChange({ isBehind })}
        />
      </div>
      <Show when={isFiltered(props.view)}>
        <Button variant="ghost" icon={X} onClick={() => props.onClear()}>
          {t("clear")}
        </Button>
      </Show>
    </div>
  );
}
