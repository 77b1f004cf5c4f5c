import { useText } from "../i18n/i18n.tsx";
import type { FieldProps } from "./field.tsx";
import { TextField } from "./text-field.tsx";

export type ColorFieldProps = FieldProps<string>;

const HEX = /^#[0-9a-f]{6}$/i;

/** A colour by its six digits, with a swatch that opens the system's picker. */
export function ColorField(props: ColorFieldProps) {
  const t = useText("common");
  const shown = () => (HEX.test(props.value) ? props.value : "#ffffff");
  return (
    <TextField
      {...props}
      mono
      maxLength={7}
      onChange={(value) => props.onChange?.(value)}
      prefix={
        <input
          type="color"
          value={shown()}
          disabled={props.disabled}
          aria-label={t("color.pick", { label: props.label })}
          class="-ml-1 block size-6 cursor-pointer appearance-none overflow-hidden rounded-sm border border-line-control bg-transparent p-0 pointer-coarse:size-8 [&::-moz-color-swatch]:border-0 [&::-webkit-color-swatch]:border-0 [&::-webkit-color-swatch-wrapper]:p-0"
          onInput={(event) => props.onChange?.(event.currentTarget.value.toUpperCase())}
          onChange={() => props.onBlur?.()}
        />
      }
    />
  );
}
