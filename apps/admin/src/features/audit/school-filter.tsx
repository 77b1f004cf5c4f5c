import { Combobox } from "@kobalte/core/combobox";
import { createAsync } from "@solidjs/router";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import X from "lucide-solid/icons/x";
import { createResource, createSignal, onCleanup, Show } from "solid-js";
import { schoolName } from "../../data/audit.ts";
import { listSchools } from "../../data/schools.ts";
import { useText } from "../../i18n/i18n.tsx";
import { cx } from "../../ui/cx.ts";
import { CONTROL_GROUP, GROUPED_INPUT } from "../../ui/field.tsx";
import { LISTBOX, OPTION } from "../../ui/options.ts";

const PAUSE_MS = 200;
const SHOWN = 12;

type Choice = { value: string; label: string; city: string };

/** One school of all there are: the server finds them as one types. */
export function SchoolFilter(props: {
  value: string | undefined;
  onChange: (school: string | undefined) => void;
  class?: string;
}) {
  const t = useText("audit");
  // Asked for once somebody looks for one.
  const [wanted, setWanted] = createSignal<string>();
  let pause: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(pause));
  const [found] = createResource(
    () => wanted() !== undefined && { search: wanted() },
    async ({ search }): Promise<Choice[]> => {
      const { items } = await listSchools({ pageSize: SHOWN, ordering: ["school_name"], ...(search && { search }) });
      return items.map(({ id, school }) => ({ value: id, label: school.name, city: school.city }));
    },
  );
  const name = createAsync(async () => (props.value === undefined ? undefined : schoolName(props.value)));
  const chosen = (): Choice | null => {
    if (props.value === undefined) return null;
    const label = name.latest ?? t("filter.schoolGone", { id: props.value.slice(0, 8) });
    return { value: props.value, label: name.latest === undefined ? "…" : label, city: "" };
  };
  const options = () => {
    const known = found.state === "errored" ? [] : (found.latest ?? []);
    const own = chosen();
    return own && !known.some(({ value }) => value === own.value) ? [own, ...known] : known;
  };
  const look = (text: string) => {
    clearTimeout(pause);
    if (wanted() !== undefined)
      pause = setTimeout(() => setWanted(text === chosen()?.label ? "" : text.trim()), PAUSE_MS);
  };
  return (
    <Combobox<Choice>
      class={cx("relative min-w-0", props.class)}
      options={options()}
      optionValue="value"
      optionTextValue="label"
      optionLabel="label"
      defaultFilter={() => true}
      triggerMode="focus"
      gutter={4}
      allowsEmptyCollection
      value={chosen()}
      onChange={(choice) => {
        if (choice?.value !== props.value) props.onChange(choice?.value);
      }}
      onInputChange={look}
      onOpenChange={(open) => open && setWanted((text) => text ?? "")}
      placeholder={t("filter.anySchool")}
      itemComponent={(item) => (
        <Combobox.Item item={item.item} class={OPTION}>
          <Combobox.ItemLabel>{item.item.rawValue.label}</Combobox.ItemLabel>
          <span class="text-xs text-subtle">{item.item.rawValue.city}</span>
        </Combobox.Item>
      )}
    >
      <Combobox.Label class="sr-only">{t("filter.school")}</Combobox.Label>
      <Combobox.Control class={cx(CONTROL_GROUP, "h-control-md border-line-strong text-sm")}>
        <Combobox.Input class={cx(GROUPED_INPUT, "text-sm")} />
        <Show
          when={props.value}
          fallback={
            <Combobox.Trigger
              class="flex h-full w-8 items-center justify-center text-subtle"
              aria-label={t("filter.school")}
            >
              <ChevronsUpDown class="size-4" aria-hidden="true" />
            </Combobox.Trigger>
          }
        >
          <button
            type="button"
            class="flex h-full w-8 items-center justify-center text-subtle hover:text-ink"
            aria-label={t("filter.schoolClear")}
            onClick={() => props.onChange(undefined)}
          >
            <X class="size-3.5" aria-hidden="true" />
          </button>
        </Show>
      </Combobox.Control>
      <Combobox.Portal>
        <Combobox.Content class="anim-pop z-50 overflow-hidden rounded-lg bg-raised shadow-md">
          <Combobox.Listbox class={LISTBOX} />
          <Show when={options().length === 0 && !found.loading}>
            <p class="px-3 py-2 text-sm text-muted">{t("filter.schoolNone")}</p>
          </Show>
        </Combobox.Content>
      </Combobox.Portal>
    </Combobox>
  );
}
