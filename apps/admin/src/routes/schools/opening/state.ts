import type { FirstAdmin } from "../../../data/provisioning.ts";

/** What the page of an opening is handed by the one before it. The browser keeps it when the page is loaded anew. */
export type OpeningState = { admin?: FirstAdmin | undefined };
