/**
 * Stops the page behind a window from scrolling, whatever the pointer is over. Hiding the page's scroll bar would do it
 * too, and move the page by its width.
 */
export function keepPageStill(event: WheelEvent | TouchEvent): void {
  if (!(event.target instanceof Element)) return;
  const inner = event.target.closest("[data-scrolls]");
  const canScroll = inner !== null && inner.scrollHeight > inner.clientHeight;
  if (!canScroll && event.cancelable) event.preventDefault();
}
