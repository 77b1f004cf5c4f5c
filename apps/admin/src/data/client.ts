import { createPeproClient } from "@pepro/client";

/** Heard by the shell, which leads to the sign-in page and back. */
export const SIGNED_OUT = "pepro:signed-out";

/** The one client of the dashboard. It talks to the host that serves the page, in the page's language. */
export const client = createPeproClient({
  language: () => (document.documentElement.lang === "en" ? "en" : "fr"),
  onSignedOut: (error) =>
    window.dispatchEvent(new CustomEvent(SIGNED_OUT, { detail: { expired: error !== undefined } })),
});
