import { Select as Kobalte } from "@kobalte/core/select";
import Check from "lucide-solid/icons/check";
import ChevronDown from "lucide-solid/icons/chevron-down";
import { Show } from "solid-js";
import { cx } from "./cx.ts";
import { CONTROL, FieldNotes, LABEL, Optional } from "./field.tsx";
import { createOptions, LISTBOX, OPTION, type Option, type OptionsProps } from "./options.ts";

export type SelectProps<Value extends string> = OptionsProps<Value> & {
  /** For filters beside a table: the label is for screen readers alone. */
  compact?: boolean;
};

/** One of a few. For more than a dozen, `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { ids, root } = createOptions(props);
  return (
    <Kobalte<Option<Value>>
      {...root}
      onOpenChange={(open) => {
        if (!open) props.onBlur?.();
      }}
      disallowEmptySelection
      sameWidth={!props.compact}
      placement={props.compact ? "bottom-start" : "bottom"}
      itemComponent={(item) => (
        <Kobalte.Item item={item.item} class={OPTION}>
          <span class="flex flex-col">
            {/* No ItemLabel: the hint belongs to what the choice is called, too. */}
            <span>{item.item.rawValue.label}</span>
            <Show when={item.item.rawValue.hint}>
              <span class="text-xs text-subtle">{item.item.rawValue.hint}</span>
            </Show>
          </span>
          <Kobalte.ItemIndicator>
            <Check class="size-4 text-accent-ink" aria-hidden="true" />
          </Kobalte.ItemIndicator>
        </Kobalte.Item>
      )}
    >
      <Kobalte.Label class={props.compact ? "sr-only" : LABEL}>
        {props.label}
        <Optional when={props.optional} />
      </Kobalte.Label>
      <Kobalte.Trigger
        class={cx(
          CONTROL,
          "inline-flex h-control-md items-center justify-between gap-2 text-left",
          props.compact && "border-line-strong text-sm",
        )}
        aria-invalid={props.error ? "true" : undefined}
        aria-describedby={ids.describedBy()}
      >
        <Kobalte.Value<Option<Value>> class="truncate data-placeholder-shown:text-subtle">
          {(state) => state.selectedOption()?.label}
        </Kobalte.Value>
        <Kobalte.Icon class="text-subtle">
          <ChevronDown class="size-4" aria-hidden="true" />
        </Kobalte.Icon>
      </Kobalte.Trigger>
      <FieldNotes ids={ids} hint={props.hint} error={props.error} />
      <Kobalte.Portal>
        <Kobalte.Content class="anim-pop z-50 min-w-44 overflow-hidden rounded-lg bg-raised shadow-md">
          <Kobalte.Listbox class={LISTBOX} />
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
