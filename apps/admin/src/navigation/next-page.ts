export const SIGN_IN = "/sign-in";
export const HOME = "/";

/** Where the sign-in page is told to lead back to. */
export function signInHref(wanted: string): string {
  const next = nextPage(wanted);
  return next === HOME ? SIGN_IN : `${SIGN_IN}?next=${encodeURIComponent(next)}`;
}

/**
 * The page to show after signing in. Only pages of this dashboard: an address that a browser would take for another
 * host's (`//evil.example`, `/\evil.example`) leads home.
 */
export function nextPage(wanted: string | undefined, origin: string = location.origin): string {
  if (!wanted?.startsWith("/") || !URL.canParse(wanted, origin)) return HOME;
  const url = new URL(wanted, origin);
  const path = url.pathname + url.search + url.hash;
  const isOurs = url.origin === origin && !path.startsWith("//") && !/^\/sign-in(?:\/|\?|#|$)/.test(path);
  return isOurs ? path : HOME;
}
