const LEAVING = "pepro:leaving";

/** Does what would lose changes that were not saved; what holds some asks first. Not for addresses: the router asks there. */
export function leave(go: () => void): void {
  if (window.dispatchEvent(new CustomEvent(LEAVING, { cancelable: true, detail: go }))) go();
}

/**
 * Hears of what is about to lose changes. What `hold` answers true to is left to it.
 *
 * @returns what ends it.
 */
export function beforeLeaving(hold: (go: () => void) => boolean): () => void {
  const onLeaving = (event: Event) => {
    if (!event.defaultPrevented && hold((event as CustomEvent<() => void>).detail)) event.preventDefault();
  };
  window.addEventListener(LEAVING, onLeaving);
  return () => window.removeEventListener(LEAVING, onLeaving);
}
