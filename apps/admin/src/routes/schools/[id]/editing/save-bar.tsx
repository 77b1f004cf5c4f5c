import { Show } from "solid-js";
import { useText } from "../../../../i18n/i18n.tsx";
import { Button } from "../../../../ui/button.tsx";
import { FormError, type FormState, SubmitButton } from "../../../../ui/form/index.ts";

export type SaveBarProps = {
  form: Pick<FormState<Record<never, never>>, "submit" | "submitting" | "dirty" | "error" | "focusInvalid" | "reset">;
  /** How many things were changed. */
  count: number;
  /** Verb and object: «Enregistrer les modules». */
  action: string;
};

/** At the foot of the window while something differs from what is saved. Its room is kept: nothing moves when it comes. */
export function SaveBar(props: SaveBarProps) {
  const t = useText("school");
  return (
    <div class="pointer-events-none sticky bottom-0 z-20 flex min-h-18 flex-col justify-end gap-2 pb-4">
      <Show when={props.form.error()}>
        <div class="pointer-events-auto rounded-lg shadow-md">
          <FormError form={props.form} />
        </div>
      </Show>
      <p role="status" class="sr-only">
        {props.form.dirty() ? t("save.count", { count: props.count }) : ""}
      </p>
      <Show when={props.form.dirty()}>
        <div class="pointer-events-auto flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg bg-raised px-4 py-2.5 shadow-md">
          <span class="text-sm font-medium text-ink tabular-nums" aria-hidden="true">
            {t("save.count", { count: props.count })}
          </span>
          <div class="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
            <Button variant="ghost" disabled={props.form.submitting()} onClick={() => props.form.reset()}>
              {t("save.undo")}
            </Button>
            <SubmitButton form={props.form}>{props.action}</SubmitButton>
          </div>
        </div>
      </Show>
    </div>
  );
}
