import { useIsRouting, useLocation } from "@solidjs/router";
import { createEffect, on, onCleanup } from "solid-js";

/**
 * Brings the focus to the new page's heading, as if the browser had begun anew: it is read aloud, and the next Tab goes
 * on from there. Tabs and the pages of a list keep the focus (`data-keeps-focus`), and so does a field that the page
 * itself gave it to.
 */
export function focusHeadingOnArrival(): void {
  const location = useLocation();
  const isRouting = useIsRouting();
  let shown: string | undefined;
  let focusedBefore: Element | null = null;
  let awaited: MutationObserver | undefined;
  onCleanup(() => awaited?.disconnect());

  createEffect(
    on([() => location.pathname, isRouting] as const, ([path, routing]) => {
      if (routing) focusedBefore = document.activeElement;
      if (routing || path === shown) return;
      const isFirst = shown === undefined;
      shown = path;
      awaited?.disconnect();
      if (isFirst || document.activeElement?.closest("[data-keeps-focus]")) return;
      const settle = () => {
        const focused = document.activeElement;
        return (focused !== focusedBefore && focused?.closest("main") != null) || focusHeading();
      };
      if (settle()) return;
      // The heading comes with the page's data.
      awaited = new MutationObserver(() => {
        if (settle()) awaited?.disconnect();
      });
      awaited.observe(document.body, { childList: true, subtree: true });
    }),
  );
}

function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>("main h1[tabindex]");
  heading?.focus({ preventScroll: true });
  return heading !== null;
}
