import { RadioGroup as Kobalte } from "@kobalte/core/radio-group";
import { For, Show } from "solid-js";
import { cx } from "./cx.ts";
import { createFieldIds, FieldNotes, type FieldProps, LABEL, Optional } from "./field.tsx";
import type { Option } from "./options.ts";

export type RadioGroupProps<Value extends string> = FieldProps<Value> & {
  options: readonly Option<Value>[];
  /** Side by side as cards, for two to four choices that deserve a sentence. */
  cards?: boolean;
};

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const ids = createFieldIds(props);
  return (
    <Kobalte
      id={ids.control}
      name={props.name}
      class={cx("flex min-w-0 flex-col gap-1.5", props.class)}
      data-invalid-field={props.error ? "" : undefined}
      value={props.value}
      onChange={(value) => props.onChange?.(value as Value)}
      disabled={props.disabled}
      validationState={props.error ? "invalid" : undefined}
      aria-describedby={ids.describedBy()}
    >
      <Kobalte.Label class={LABEL}>
        {props.label}
        <Optional when={props.optional} />
      </Kobalte.Label>
      <div
        class={
          !props.cards
            ? "flex flex-col gap-2"
            : props.options.length === 4
              ? "grid grid-cols-1 gap-2 sm:grid-cols-2"
              : "grid grid-cols-[repeat(auto-fit,minmax(min(100%,10rem),1fr))] gap-2"
        }
      >
        <For each={props.options}>
          {(option) => (
            <Kobalte.Item
              value={option.value}
              disabled={option.disabled}
              class={cx(
                "relative flex items-start gap-2.5 data-disabled:opacity-60",
                props.cards &&
                  "rounded-md border border-line-strong bg-surface p-3 transition-colors hover:border-line-control data-checked:border-accent data-checked:bg-accent-soft",
              )}
            >
              <Kobalte.ItemInput class="peer" onBlur={() => props.onBlur?.()} />
              <Kobalte.ItemControl
                class={cx(
                  "mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-control bg-surface data-checked:border-accent data-checked:bg-accent",
                  "peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent-ink",
                )}
              >
                <Kobalte.ItemIndicator class="size-1.5 rounded-full bg-on-accent" />
              </Kobalte.ItemControl>
              <div class="flex flex-col gap-0.5">
                <Kobalte.ItemLabel
                  class={cx("text-sm text-ink", props.cards && "font-medium after:absolute after:inset-0")}
                >
                  {option.label}
                </Kobalte.ItemLabel>
                <Show when={option.hint}>
                  <Kobalte.ItemDescription class="text-xs text-muted">{option.hint}</Kobalte.ItemDescription>
                </Show>
              </div>
            </Kobalte.Item>
          )}
        </For>
      </div>
      <FieldNotes ids={ids} hint={props.hint} error={props.error} />
    </Kobalte>
  );
}
