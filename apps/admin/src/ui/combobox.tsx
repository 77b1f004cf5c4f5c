import { Combobox as Kobalte } from "@kobalte/core/combobox";
import Check from "lucide-solid/icons/check";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { useText } from "../i18n/i18n.tsx";
import { cx } from "./cx.ts";
import {
  CONTROL_GROUP,
  createFieldIds,
  FieldNotes,
  type FieldProps,
  GROUPED_INPUT,
  LABEL,
  Optional,
} from "./field.tsx";
import { LISTBOX, OPTION, type Option } from "./select.tsx";

export type ComboboxProps<Value extends string> = FieldProps<Value> & {
  options: readonly Option<Value>[];
  placeholder?: string;
};

/** One of many, found by typing a part of it. */
export function Combobox<Value extends string>(props: ComboboxProps<Value>) {
  const t = useText("common");
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
      optionLabel="label"
      optionDisabled="disabled"
      value={selected()}
      onChange={(option) => option && props.onChange?.(option.value)}
      defaultFilter="contains"
      triggerMode="focus"
      placeholder={props.placeholder}
      disabled={props.disabled}
      validationState={props.error ? "invalid" : undefined}
      gutter={4}
      itemComponent={(item) => (
        <Kobalte.Item item={item.item} class={OPTION}>
          <Kobalte.ItemLabel>{item.item.rawValue.label}</Kobalte.ItemLabel>
          <Kobalte.ItemIndicator>
            <Check class="size-4 text-accent-ink" aria-hidden="true" />
          </Kobalte.ItemIndicator>
        </Kobalte.Item>
      )}
    >
      <Kobalte.Label class={LABEL}>
        {props.label}
        <Optional when={props.optional} />
      </Kobalte.Label>
      <Kobalte.Control class={cx(CONTROL_GROUP, "h-control-md")}>
        <Kobalte.Input class={GROUPED_INPUT} aria-describedby={ids.describedBy()} onBlur={() => props.onBlur?.()} />
        <Kobalte.Trigger
          class="flex h-full w-8 items-center justify-center text-subtle"
          aria-label={t("combobox.show")}
        >
          <ChevronsUpDown class="size-4" aria-hidden="true" />
        </Kobalte.Trigger>
      </Kobalte.Control>
      <FieldNotes ids={ids} hint={props.hint} error={props.error} />
      <Kobalte.Portal>
        <Kobalte.Content class="anim-pop z-50 overflow-hidden rounded-lg bg-raised shadow-md">
          <Kobalte.Listbox class={LISTBOX} />
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
