import { Switch as Kobalte } from "@kobalte/core/switch";
import { Show } from "solid-js";
import { cx } from "./cx.ts";
import { type FieldProps, LABEL } from "./field.tsx";

export type SwitchProps = Omit<FieldProps<boolean>, "optional">;

/** On or off, at the end of a row that says what. */
export function Switch(props: SwitchProps) {
  return (
    <Kobalte
      class={cx("flex items-start justify-between gap-6 data-disabled:opacity-60", props.class)}
      name={props.name}
      checked={props.value}
      onChange={(checked) => props.onChange?.(checked)}
      disabled={props.disabled}
      validationState={props.error ? "invalid" : undefined}
      data-invalid-field={props.error ? "" : undefined}
    >
      <div class="flex flex-col gap-0.5">
        <Kobalte.Label class={LABEL}>{props.label}</Kobalte.Label>
        <Show when={props.hint}>
          <Kobalte.Description class="text-xs text-subtle">{props.hint}</Kobalte.Description>
        </Show>
        <Kobalte.ErrorMessage class="text-xs text-danger-ink">{props.error}</Kobalte.ErrorMessage>
      </div>
      <Kobalte.Input class="peer" onBlur={() => props.onBlur?.()} />
      <Kobalte.Control
        class={cx(
          "mt-0.5 inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-line-control bg-pressed p-px transition-colors",
          "data-checked:border-accent data-checked:bg-accent",
          "peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent-ink",
        )}
      >
        <Kobalte.Thumb class="size-4 rounded-full bg-white shadow-sm ring-1 ring-line-control transition-transform data-checked:translate-x-4 data-checked:ring-transparent" />
      </Kobalte.Control>
    </Kobalte>
  );
}
