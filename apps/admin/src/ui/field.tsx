import CircleAlert from "lucide-solid/icons/circle-alert";
import { createUniqueId, type JSX, Show } from "solid-js";
import { useText } from "../i18n/i18n.tsx";
import { cx } from "./cx.ts";

/** What every field shows and reports; `form.field("name")` gives all but the texts. */
export type FieldProps<Value> = {
  label: string;
  /** One sentence under the field: what is wanted, not what is wrong. */
  hint?: JSX.Element;
  name?: string;
  value: Value;
  onChange?: (value: Value) => void;
  onBlur?: () => void;
  error?: string | undefined;
  /** Said beside the label: fields are needed unless they say so. */
  optional?: boolean;
  disabled?: boolean;
  class?: string;
};

export type FieldIds = { control: string; hint: string; error: string; describedBy: () => string | undefined };

/** The ids that tie a control to its label, its hint and its error. */
export function createFieldIds(props: { hint?: JSX.Element; error?: string | undefined }): FieldIds {
  const control = createUniqueId();
  const hint = `${control}-hint`;
  const error = `${control}-error`;
  return {
    control,
    hint,
    error,
    describedBy: () => [props.hint && hint, props.error && error].filter(Boolean).join(" ") || undefined,
  };
}

const BOX =
  "w-full rounded-md border border-line-control bg-surface text-base text-ink transition-colors hover:border-muted";

/** A control that is its own box: an input, a select's trigger. */
export const CONTROL =
  `${BOX} px-2.5 placeholder:text-subtle focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 ` +
  "focus-visible:outline-accent disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-sunken disabled:text-muted " +
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger";

/** A box around an input and what stands beside it; it shows the input's focus and error as its own. */
export const CONTROL_GROUP =
  `${BOX} flex items-center overflow-hidden has-[input:focus-visible]:border-accent has-[input:focus-visible]:outline-2 ` +
  "has-[input:focus-visible]:-outline-offset-1 has-[input:focus-visible]:outline-accent has-aria-invalid:border-danger " +
  "has-aria-invalid:has-[input:focus-visible]:outline-danger has-[input:disabled]:border-line-strong has-[input:disabled]:bg-sunken";

export const GROUPED_INPUT =
  "h-full min-w-0 flex-1 bg-transparent px-2.5 outline-none placeholder:text-subtle disabled:cursor-not-allowed disabled:text-muted";

export const LABEL = "text-sm font-medium text-ink select-none";

/** Label, control, hint and error, always in this order and at the same distances. */
export function Field(props: {
  ids: FieldIds;
  label: string;
  hint?: JSX.Element;
  error?: string | undefined;
  optional?: boolean | undefined;
  class?: string | undefined;
  children: JSX.Element;
}) {
  return (
    <div class={cx("flex min-w-0 flex-col gap-1.5", props.class)} data-invalid-field={props.error ? "" : undefined}>
      <label for={props.ids.control} class={LABEL}>
        {props.label}
        <Optional when={props.optional} />
      </label>
      {props.children}
      <FieldNotes ids={props.ids} hint={props.hint} error={props.error} />
    </div>
  );
}

export function Optional(props: { when?: boolean | undefined }) {
  const t = useText("common");
  return (
    <Show when={props.when}>
      {" "}
      <span class="ml-1 font-normal text-subtle">{t("field.optional")}</span>
    </Show>
  );
}

/** The error takes the hint's place, so that nothing below moves when both are one line. */
export function FieldNotes(props: { ids: FieldIds; hint?: JSX.Element; error?: string | undefined }) {
  return (
    <>
      <Show when={props.hint}>
        <p id={props.ids.hint} class={props.error ? "sr-only" : "text-xs text-subtle"}>
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p id={props.ids.error} class="flex gap-1 text-xs text-danger-ink">
          <CircleAlert class="mt-px size-3.5 shrink-0" aria-hidden="true" />
          {props.error}
        </p>
      </Show>
    </>
  );
}
