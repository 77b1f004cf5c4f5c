import { cx } from "./cx.ts";
import { createFieldIds, type FieldIds, type FieldProps } from "./field.tsx";

export type Option<Value extends string> = { value: Value; label: string; hint?: string; disabled?: boolean };

export type OptionsProps<Value extends string> = FieldProps<Value> & {
  options: readonly Option<Value>[];
  placeholder?: string;
};

export const OPTION =
  "flex cursor-default items-center justify-between gap-3 rounded-md px-2 py-1.5 text-sm text-ink outline-none " +
  "data-disabled:text-subtle data-highlighted:bg-pressed pointer-coarse:py-2.5";

export const LISTBOX = "max-h-72 overflow-y-auto p-1 outline-none";

/** What a field that chooses among options is set up with, however it is chosen. `root` follows the props. */
export function createOptions<Value extends string>(props: OptionsProps<Value>) {
  const ids: FieldIds = createFieldIds(props);
  const root = {
    id: ids.control,
    optionValue: "value",
    optionTextValue: "label",
    optionDisabled: "disabled",
    gutter: 4,
    get name() {
      return props.name;
    },
    get class() {
      return cx("flex min-w-0 flex-col gap-1.5", props.class);
    },
    get "data-invalid-field"() {
      return props.error ? "" : undefined;
    },
    get options() {
      return [...props.options];
    },
    get value() {
      return props.options.find(({ value }) => value === props.value) ?? null;
    },
    onChange: (option: Option<Value> | null) => {
      if (option) props.onChange?.(option.value);
    },
    get placeholder() {
      return props.placeholder;
    },
    get disabled() {
      return props.disabled;
    },
    get validationState() {
      return props.error ? ("invalid" as const) : undefined;
    },
  } as const;
  return { ids, root };
}
