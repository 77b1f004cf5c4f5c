import { createPeproClient, type PeproClientOptions } from "@pepro/client";

/** Heard by the shell, which leads to the sign-in page and back. */
export const SIGNED_OUT = "pepro:signed-out";

const connect = (options: Pick<PeproClientOptions, "timeoutMs"> = {}) =>
  createPeproClient({
    ...options,
    language: () => (document.documentElement.lang === "en" ? "en" : "fr"),
    onSignedOut: (error) =>
      window.dispatchEvent(new CustomEvent(SIGNED_OUT, { detail: { expired: error !== undefined } })),
  });

/** The client of the dashboard. It talks to the host that serves the page, in the page's language. */
export const client = connect();

/** For what the whole page stands on: calls of one moment travel together, and it must not wait for a slow one. */
export const urgent = connect();

const PATIENCE_MS = 600_000;

/** For what takes as long as the work it asks for, and whose answer comes only once. */
export const patient = connect({ timeoutMs: PATIENCE_MS });
