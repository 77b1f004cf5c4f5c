import Check from "lucide-solid/icons/check";
import { Show } from "solid-js";
import { cx } from "./cx.ts";
import { createFieldIds, type FieldProps, LABEL } from "./field.tsx";

export type CheckboxProps = Omit<FieldProps<boolean>, "optional">;

/** Native, for lists must stay small too. Box and words are one target. */
export function Checkbox(props: CheckboxProps) {
  const ids = createFieldIds(props);
  return (
    <div
      class={cx("relative flex items-start gap-2.5 has-disabled:opacity-60", props.class)}
      data-invalid-field={props.error ? "" : undefined}
    >
      <span class="relative mt-0.5 size-4 shrink-0">
        <input
          id={ids.control}
          type="checkbox"
          name={props.name}
          checked={props.value}
          disabled={props.disabled}
          aria-invalid={props.error ? "true" : undefined}
          aria-describedby={ids.describedBy()}
          class={cx(
            "peer block size-4 appearance-none rounded-sm border border-line-control bg-surface transition-colors",
            "checked:border-accent checked:bg-accent aria-invalid:border-danger",
          )}
          onChange={(event) => {
            props.onChange?.(event.currentTarget.checked);
            // What is shown is the value, also where it was not taken over.
            event.currentTarget.checked = props.value;
          }}
          onBlur={() => props.onBlur?.()}
        />
        <Check
          class="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-checked:block"
          stroke-width="3.5"
          aria-hidden="true"
        />
      </span>
      <div class="flex flex-col gap-0.5">
        <label for={ids.control} class={cx(LABEL, "after:absolute after:-inset-x-1 after:-inset-y-1.5")}>
          {props.label}
        </label>
        <Show when={props.hint}>
          <p id={ids.hint} class="text-xs text-subtle">
            {props.hint}
          </p>
        </Show>
        <Show when={props.error}>
          <p id={ids.error} class="text-xs text-danger-ink">
            {props.error}
          </p>
        </Show>
      </div>
    </div>
  );
}
