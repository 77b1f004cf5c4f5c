import { NumberField as Kobalte } from "@kobalte/core/number-field";
import Minus from "lucide-solid/icons/minus";
import Plus from "lucide-solid/icons/plus";
import { Show } from "solid-js";
import { useI18n, useText } from "../i18n/i18n.tsx";
import { cx } from "./cx.ts";
import {
  CONTROL_GROUP,
  createFieldIds,
  FieldNotes,
  type FieldProps,
  GROUPED_INPUT,
  LABEL,
  Optional,
} from "./field.tsx";

export type NumberFieldProps = FieldProps<number> & { min?: number; max?: number; step?: number; unit?: string };

const STEP =
  "flex h-full w-8 items-center justify-center text-muted hover:bg-sunken hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent";

/** A whole number, typed or stepped, grouped as the language groups it. An empty field is `NaN`. */
export function NumberField(props: NumberFieldProps) {
  const t = useText("common");
  const { language } = useI18n();
  const ids = createFieldIds(props);
  /** Stepping ends at a bound. What is typed beyond it stays as typed, for the form to refuse: Kobalte would change it. */
  const bound = (end: keyof typeof Math & ("min" | "max"), limit: number | undefined) =>
    limit === undefined || Math[end](props.value, limit) === limit ? limit : undefined;
  return (
    <Show when={language()} keyed>
      <Kobalte
        id={ids.control}
        class={cx("flex min-w-0 flex-col gap-1.5", props.class)}
        data-invalid-field={props.error ? "" : undefined}
        rawValue={props.value}
        onRawValueChange={(value) => {
          if (!Object.is(value, props.value)) props.onChange?.(value);
        }}
        minValue={bound("min", props.min ?? 0)}
        maxValue={bound("max", props.max)}
        step={props.step ?? 1}
        changeOnWheel={false}
        disabled={props.disabled}
        validationState={props.error ? "invalid" : undefined}
        formatOptions={{ maximumFractionDigits: 0 }}
      >
        <Kobalte.Label class={LABEL}>
          {props.label}
          <Optional when={props.optional} />
        </Kobalte.Label>
        <div class={cx(CONTROL_GROUP, "h-control-md")}>
          <Kobalte.Input
            class={cx(GROUPED_INPUT, "tabular-nums")}
            aria-describedby={ids.describedBy()}
            // Kobalte writes the grouped text, which is no number: «1 530».
            aria-valuenow={Number.isNaN(props.value) ? undefined : props.value}
            onBlur={() => props.onBlur?.()}
          />
          <Show when={props.unit}>
            <span class="pr-2.5 text-subtle">{props.unit}</span>
          </Show>
          <span class="flex h-full divide-x divide-line border-l border-line">
            <Kobalte.DecrementTrigger class={STEP} aria-label={t("number.less", { label: props.label })}>
              <Minus class="size-3.5" aria-hidden="true" />
            </Kobalte.DecrementTrigger>
            <Kobalte.IncrementTrigger class={STEP} aria-label={t("number.more", { label: props.label })}>
              <Plus class="size-3.5" aria-hidden="true" />
            </Kobalte.IncrementTrigger>
          </span>
        </div>
        <FieldNotes ids={ids} hint={props.hint} error={props.error} />
      </Kobalte>
    </Show>
  );
}
