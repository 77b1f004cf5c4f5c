const KEY = "pepro.reloaded-at";
const ONCE_WITHIN_MS = 60_000;

/** A release replaces the files an open page may still ask for: such a page loads itself anew, once. */
export function reloadWhenOutdated(): void {
  window.addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < ONCE_WITHIN_MS) return;
    event.preventDefault();
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
  });
}
