import { cx } from "./cx.ts";
import { CONTROL, createFieldIds, Field, type FieldProps } from "./field.tsx";

export type TextAreaProps = FieldProps<string> & { rows?: number; placeholder?: string; mono?: boolean };

/** Several lines; it grows with what is typed. */
export function TextArea(props: TextAreaProps) {
  const ids = createFieldIds(props);
  return (
    <Field
      ids={ids}
      label={props.label}
      hint={props.hint}
      error={props.error}
      optional={props.optional}
      class={props.class}
    >
      <textarea
        id={ids.control}
        name={props.name}
        value={props.value}
        rows={props.rows ?? 3}
        placeholder={props.placeholder}
        disabled={props.disabled}
        aria-required={!props.optional || undefined}
        aria-invalid={props.error ? "true" : undefined}
        aria-describedby={ids.describedBy()}
        class={cx(CONTROL, "field-sizing-content min-h-16 py-1.5", props.mono && "font-mono text-sm")}
        onInput={(event) => props.onChange?.(event.currentTarget.value)}
        onBlur={() => props.onBlur?.()}
      />
    </Field>
  );
}
