import { type Accessor, createRenderEffect, on } from "solid-js";

/**
 * Gives the focus back to what had it when a window opened, for windows that no trigger of their own opens.
 *
 * @returns `onCloseAutoFocus` of the window's content.
 */
export function createFocusReturn(isOpen: Accessor<boolean>): (event: Event) => void {
  let opener: Element | null = null;
  createRenderEffect(
    on(isOpen, (open) => {
      if (open) opener = document.activeElement;
    }),
  );
  return (event) => {
    event.preventDefault();
    const focused = document.activeElement;
    // A page that opened meanwhile has taken it.
    if (focused && focused !== document.body && !focused.closest("[role=dialog]")) return;
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  };
}
