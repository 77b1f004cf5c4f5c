import { Combobox as Kobalte } from "@kobalte/core/combobox";
import Check from "lucide-solid/icons/check";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { useText } from "../i18n/i18n.tsx";
import { cx } from "./cx.ts";
import { CONTROL_GROUP, FieldNotes, GROUPED_INPUT, LABEL, Optional } from "./field.tsx";
import { createOptions, LISTBOX, OPTION, type Option, type OptionsProps } from "./options.ts";

/** One of many, found by typing a part of it. */
export function Combobox<Value extends string>(props: OptionsProps<Value>) {
  const t = useText("common");
  const { ids, root } = createOptions(props);
  return (
    <Kobalte<Option<Value>>
      {...root}
      optionLabel="label"
      defaultFilter="contains"
      triggerMode="focus"
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
