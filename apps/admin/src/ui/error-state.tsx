import CloudOff from "lucide-solid/icons/cloud-off";
import RotateCw from "lucide-solid/icons/rotate-cw";
import { Show } from "solid-js";
import { useErrorText } from "../i18n/error-text.ts";
import { useText } from "../i18n/i18n.tsx";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";

export type ErrorStateProps = {
  /** What failed, in the words of the page: «Les établissements n'ont pas pu être chargés». */
  title?: string;
  error: unknown;
  onRetry?: () => void;
};

/** In place of what could not be shown: what failed, what to do, and the reference support will ask for. */
export function ErrorState(props: ErrorStateProps) {
  const t = useText("common");
  const errorText = useErrorText();
  const text = () => errorText(props.error);
  return (
    <div role="alert" class="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <span class="mb-3 flex size-10 items-center justify-center rounded-lg border border-danger-line bg-danger-soft text-danger-ink">
        <CloudOff class="size-5" aria-hidden="true" />
      </span>
      <p class="font-medium text-ink">{props.title ?? t("error.title")}</p>
      <p class="max-w-md text-sm text-muted">{text().message}</p>
      <Show when={props.onRetry}>
        <div class="mt-4">
          <Button icon={RotateCw} onClick={() => props.onRetry?.()}>
            {t("error.retry")}
          </Button>
        </div>
      </Show>
      <Show when={text().reference}>
        {(reference) => (
          <p class="mt-4 flex items-center gap-1 text-xs text-subtle">
            {t("error.reference")} <CopyButton text={reference()} shown />
          </p>
        )}
      </Show>
    </div>
  );
}
