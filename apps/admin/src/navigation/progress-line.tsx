import { useIsRouting } from "@solidjs/router";
import { Show } from "solid-js";

/** A thin line while a page is on its way. It waits 150 ms, so that pages that are there at once show none. */
export function ProgressLine() {
  const isRouting = useIsRouting();
  return (
    <Show when={isRouting()}>
      <div class="progress-line pointer-events-none fixed inset-x-0 top-0 z-60 h-0.5 bg-accent" aria-hidden="true" />
    </Show>
  );
}
