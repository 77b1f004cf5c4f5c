import { cx } from "../../ui/cx.ts";
import { CONTROL } from "../../ui/field.tsx";

type LineFilterProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "search" | "date";
  class?: string;
  /** Bounds of a day. */
  min?: string | undefined;
  max?: string | undefined;
};

/** A filter that is typed: it takes effect with Enter, or when it is left. */
export function LineFilter(props: LineFilterProps) {
  return (
    <input
      type={props.type ?? "search"}
      aria-label={props.label}
      placeholder={props.label}
      value={props.value}
      min={props.min || undefined}
      max={props.max || undefined}
      autocomplete="off"
      spellcheck={false}
      class={cx(CONTROL, "h-control-md border-line-strong text-sm", props.class)}
      onChange={(event) => props.onChange(event.currentTarget.value.trim())}
    />
  );
}
