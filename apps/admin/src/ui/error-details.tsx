import ChevronRight from "lucide-solid/icons/chevron-right";
import { Show } from "solid-js";
import type { ErrorText } from "../i18n/error-text.ts";
import { useText } from "../i18n/i18n.tsx";
import { CopyButton } from "./copy-button.tsx";
import { cx } from "./cx.ts";

/** Details where there is little room, under a sentence that does not say all that is known. */
export function MoreOfError(props: { text: Pick<ErrorText, "detail" | "reference"> }) {
  return (
    <Show when={props.text.detail}>
      <ErrorDetails text={props.text} class="mt-2" />
    </Show>
  );
}

/** What only who looks into an error needs, for those who open it: the server's own words, and the request's id. */
export function ErrorDetails(props: { text: Pick<ErrorText, "detail" | "reference">; class?: string }) {
  const t = useText("common");
  return (
    <Show when={props.text.detail ?? props.text.reference}>
      <details class={cx("group/details w-full text-left text-xs", props.class)}>
        <summary class="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
          <ChevronRight
            class="size-3.5 shrink-0 transition-transform group-open/details:rotate-90"
            aria-hidden="true"
          />
          {t("error.details")}
        </summary>
        <div class="mt-2 flex flex-col gap-1.5 rounded-md border border-line bg-surface px-3 py-2 text-muted">
          <Show when={props.text.detail}>
            {(detail) => (
              <code lang="en" class="break-words whitespace-pre-wrap text-ink">
                {detail()}
              </code>
            )}
          </Show>
          <Show when={props.text.reference}>
            {(reference) => (
              <span class="flex min-w-0 items-center gap-1">
                {t("error.reference")} <CopyButton text={reference()} shown />
              </span>
            )}
          </Show>
        </div>
      </details>
    </Show>
  );
}
