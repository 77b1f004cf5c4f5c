import { type JSX, Show } from "solid-js";
import { cx } from "./cx.ts";
import { CONTROL, CONTROL_GROUP, createFieldIds, Field, type FieldProps, GROUPED_INPUT } from "./field.tsx";

export type TextFieldProps = FieldProps<string> & {
  type?: "text" | "email" | "tel" | "url" | "password" | "search";
  placeholder?: string;
  autocomplete?: string;
  autofocus?: boolean;
  inputmode?: "text" | "email" | "tel" | "url" | "numeric";
  maxLength?: number;
  spellcheck?: boolean;
  /** Before what is typed, inside the field: «https://». */
  prefix?: JSX.Element;
  /** After it: a unit, «.exemple.fr», or a button. */
  suffix?: JSX.Element;
  size?: "md" | "lg";
  /** Identifiers and codes. */
  mono?: boolean;
  ref?: (input: HTMLInputElement) => void;
};

/** A line of text. Native, for sign-in must stay small and Kobalte would add nothing but its weight. */
export function TextField(props: TextFieldProps) {
  const ids = createFieldIds(props);
  const isGrouped = () => props.prefix !== undefined || props.suffix !== undefined;
  const height = () => (props.size === "lg" ? "h-control-lg" : "h-control-md");
  const control = () => (
    <input
      ref={props.ref}
      id={ids.control}
      name={props.name}
      type={props.type ?? "text"}
      value={props.value}
      placeholder={props.placeholder}
      autocomplete={props.autocomplete ?? "off"}
      autofocus={props.autofocus}
      inputmode={props.inputmode}
      maxLength={props.maxLength}
      spellcheck={props.spellcheck ?? false}
      disabled={props.disabled}
      aria-required={!props.optional || undefined}
      aria-invalid={props.error ? "true" : undefined}
      aria-describedby={ids.describedBy()}
      class={cx(isGrouped() ? GROUPED_INPUT : cx(CONTROL, height()), props.mono && "font-mono text-sm")}
      onInput={(event) => props.onChange?.(event.currentTarget.value)}
      onBlur={() => props.onBlur?.()}
    />
  );
  return (
    <Field
      ids={ids}
      label={props.label}
      hint={props.hint}
      error={props.error}
      optional={props.optional}
      class={props.class}
    >
      <Show when={isGrouped()} fallback={control()}>
        <div class={cx(CONTROL_GROUP, height())}>
          <Show when={props.prefix}>
            <span class="pl-2.5 text-subtle">{props.prefix}</span>
          </Show>
          {control()}
          <Show when={props.suffix}>
            <span class="flex h-full shrink-0 items-center pr-2.5 text-subtle">{props.suffix}</span>
          </Show>
        </div>
      </Show>
    </Field>
  );
}
