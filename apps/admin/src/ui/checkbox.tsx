import { Checkbox as Kobalte } from "@kobalte/core/checkbox";
import Check from "lucide-solid/icons/check";
import { Show } from "solid-js";
import { cx } from "./cx.ts";
import { type FieldProps, LABEL } from "./field.tsx";

export type CheckboxProps = Omit<FieldProps<boolean>, "optional">;

export function Checkbox(props: CheckboxProps) {
  return (
    <Kobalte
      class={cx("group flex items-start gap-2.5 data-disabled:opacity-60", props.class)}
      data-invalid-field={props.error ? "" : undefined}
      name={props.name}
      checked={props.value}
      onChange={(checked) => props.onChange?.(checked)}
      disabled={props.disabled}
      validationState={props.error ? "invalid" : undefined}
    >
      <Kobalte.Input class="peer" onBlur={() => props.onBlur?.()} />
      <Kobalte.Control
        class={cx(
          "mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-control bg-surface text-on-accent transition-colors",
          "data-checked:border-accent data-checked:bg-accent data-invalid:border-danger",
          "peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent-ink",
        )}
      >
        <Kobalte.Indicator>
          <Check class="size-3" stroke-width="3.5" aria-hidden="true" />
        </Kobalte.Indicator>
      </Kobalte.Control>
      <div class="flex flex-col gap-0.5">
        <Kobalte.Label class={LABEL}>{props.label}</Kobalte.Label>
        <Show when={props.hint}>
          <Kobalte.Description class="text-xs text-subtle">{props.hint}</Kobalte.Description>
        </Show>
        <Kobalte.ErrorMessage class="text-xs text-danger-ink">{props.error}</Kobalte.ErrorMessage>
      </div>
    </Kobalte>
  );
}
