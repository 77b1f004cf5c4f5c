const KEY = "pepro.reloaded-at";
const ONCE_WITHIN_MS = 60_000;
const UNLOADED = "UnloadedError";

/**
 * A release replaces the files an open page may still ask for: such a page loads itself anew, once. Where the server does
 * not answer it stays, and says so in its place.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener("vite:preloadError", ({ payload }) => {
    // Browsers word it each in their own way.
    payload.name = UNLOADED;
    void reloadOnce();
  });
}

/** Whether an error is that a part of the dashboard could not be fetched. */
export function isUnloaded(error: unknown): boolean {
  return error instanceof Error && error.name === UNLOADED;
}

async function reloadOnce(): Promise<void> {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  if (Date.now() - last < ONCE_WITHIN_MS) return;
  const page = await fetch(location.pathname, { headers: { accept: "text/html" }, cache: "no-store" }).catch(
    () => null,
  );
  if (!page?.ok) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  location.reload();
}
