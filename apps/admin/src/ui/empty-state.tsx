import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Icon } from "./icon.ts";

/** Nothing here, why, and what to do about it. */
export function EmptyState(props: { icon?: Icon; title: string; children?: JSX.Element; action?: JSX.Element }) {
  return (
    <div class="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <Show when={props.icon}>
        {(icon) => (
          <span class="mb-3 flex size-10 items-center justify-center rounded-lg border border-line bg-raised text-muted shadow-sm">
            <Dynamic component={icon()} class="size-5" aria-hidden="true" />
          </span>
        )}
      </Show>
      <p class="font-medium text-ink">{props.title}</p>
      <Show when={props.children}>
        <p class="max-w-md text-sm text-muted">{props.children}</p>
      </Show>
      <Show when={props.action}>{(action) => <div class="mt-4">{action()}</div>}</Show>
    </div>
  );
}
