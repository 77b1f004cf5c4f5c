import { Select as Kobalte } from "@kobalte/core/select";
import Check from "lucide-solid/icons/check";
import ChevronDown from "lucide-solid/icons/chevron-down";
import { Show } from "solid-js";
import { cx } from "./cx.ts";
import { CONTROL, createFieldIds, FieldNotes, type FieldProps, LABEL, Optional } from "./field.tsx";

export type Option<Value extends string> = { value: Value; label: string; hint?: string; disabled?: boolean };

export type SelectProps<Value extends string> = FieldProps<Value> & {
  options: readonly Option<Value>[];
  placeholder?: string;
  /** For filters beside a table: the label is for screen readers alone. */
  compact?: boolean;
};

export const OPTION =
  "flex cursor-default items-center justify-between gap-3 rounded-md px-2 py-1.5 text-sm text-ink outline-none " +
  "data-disabled:text-subtle data-highlighted:bg-pressed pointer-coarse:py-2.5";

export const LISTBOX = "max-h-72 overflow-y-auto p-1 outline-none";

/** One of a few. For more than a dozen, `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const ids = createFieldIds(props);
  const selected = () => props.options.find(({ value }) => value === props.value) ?? null;
  return (
    <Kobalte<Option<Value>>
      id={ids.control}
      name={props.name}
      class={cx("flex min-w-0 flex-col gap-1.5", props.class)}
      data-invalid-field={props.error ? "" : undefined}
      options={[...props.options]}
      optionValue="value"
      optionTextValue="label"
      optionDisabled="disabled"
      value={selected()}
      onChange={(option) => option && props.onChange?.(option.value)}
      onOpenChange={(open) => {
        if (!open) props.onBlur?.();
      }}
      disallowEmptySelection
      placeholder={props.placeholder}
      disabled={props.disabled}
      validationState={props.error ? "invalid" : undefined}
      gutter={4}
      sameWidth={!props.compact}
      placement={props.compact ? "bottom-start" : "bottom"}
      itemComponent={(item) => (
        <Kobalte.Item item={item.item} class={OPTION}>
          <span class="flex flex-col">
            <Kobalte.ItemLabel>{item.item.rawValue.label}</Kobalte.ItemLabel>
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
          props.compact && "w-auto border-line-strong text-sm",
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
