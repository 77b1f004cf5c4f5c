import { revalidate } from "@solidjs/router";
import RotateCw from "lucide-solid/icons/rotate-cw";
import { Show } from "solid-js";
import { useErrorText } from "../../../../i18n/error-text.ts";
import { useText } from "../../../../i18n/i18n.tsx";
import { Alert } from "../../../../ui/alert.tsx";
import { Button } from "../../../../ui/button.tsx";
import { CopyButton } from "../../../../ui/copy-button.tsx";

/** A part of a page that could not be read, in little room: the rest of the page is worth more. */
export function PartError(props: { title: string; error: unknown; onRetry: () => void }) {
  const t = useText("common");
  const errorText = useErrorText();
  const text = () => errorText(props.error);
  return (
    <Alert tone="danger" title={props.title}>
      <p>{text().message}</p>
      <div class="mt-2.5 mb-0.5 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Button size="sm" icon={RotateCw} onClick={() => void revalidate().then(props.onRetry, props.onRetry)}>
          {t("error.retry")}
        </Button>
        <Show when={text().reference}>
          {(reference) => (
            <span class="flex items-center gap-1 text-xs">
              {t("error.reference")} <CopyButton text={reference()} shown />
            </span>
          )}
        </Show>
      </div>
    </Alert>
  );
}
