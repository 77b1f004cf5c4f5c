import CloudOff from "lucide-solid/icons/cloud-off";
import RotateCw from "lucide-solid/icons/rotate-cw";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useErrorText } from "../i18n/error-text.ts";
import { useFormat, useText } from "../i18n/i18n.tsx";
import { createAutoRetry } from "./auto-retry.ts";
import { Button } from "./button.tsx";
import { cx } from "./cx.ts";
import { ErrorDetails } from "./error-details.tsx";

export type ErrorStateProps = {
  /** What failed, in the words of the page: «Les établissements n'ont pas pu être chargés». */
  title?: string;
  error: unknown;
  /** Tries again; what fails then comes as a new `error`. What waiting may mend is also tried by itself. */
  onRetry?: () => unknown;
  /** The title is the page's own: there is no other heading. */
  heading?: boolean;
};

/** In place of what could not be shown: what failed, what to do, and for who looks into it, details. */
export function ErrorState(props: ErrorStateProps) {
  const t = useText("common");
  const errorText = useErrorText();
  const format = useFormat();
  const text = () => errorText(props.error);
  const retry = createAutoRetry(
    () => props.error,
    () => props.onRetry?.(),
  );
  const isByItself = () => props.onRetry !== undefined && retry.isOn();
  return (
    <div class="flex flex-col items-center px-6 py-14 text-center">
      <span class="mb-4 flex size-10 items-center justify-center rounded-lg border border-danger-line bg-danger-soft text-danger-ink">
        <CloudOff class="size-5" aria-hidden="true" />
      </span>
      <div role="alert" class="flex flex-col items-center gap-1">
        <Dynamic
          component={props.heading ? "h1" : "p"}
          tabindex={props.heading ? -1 : undefined}
          class={cx(props.heading ? "text-lg font-semibold tracking-tight" : "font-medium", "text-ink")}
        >
          {props.title ?? t("error.title")}
        </Dynamic>
        <p class="max-w-md text-sm text-muted">{text().message}</p>
      </div>
      <Show when={props.onRetry}>
        <div class="mt-5 flex flex-col items-center gap-2">
          <Button icon={RotateCw} loading={retry.isBusy()} onClick={retry.go}>
            {t("error.retry")}
          </Button>
          <Show when={isByItself()}>
            <p class="text-xs text-subtle tabular-nums" aria-hidden="true">
              {retry.seconds() > 0
                ? t("error.retryIn", { time: format.duration(retry.seconds() * 1_000) })
                : t("error.retrying")}
            </p>
          </Show>
        </div>
      </Show>
      {/* Said once, however often it is tried: what ticks is for the eyes. */}
      <p role="status" class="sr-only">
        {isByItself() ? t("error.retriesItself") : ""}
      </p>
      <ErrorDetails text={text()} class="mt-5 max-w-md [&>summary]:mx-auto" />
    </div>
  );
}
