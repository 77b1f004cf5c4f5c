import type { Directory } from "./directory.ts";

/** The channel on which processes tell each other that a tenant changed. */
export const CHANGES_CHANNEL = "pepro_tenants";

/** What a message means: `*`, or one key a line. */
export function hearChange(directory: Directory, payload: string): void {
  directory.invalidate(payload === "*" ? "all" : payload.split("\n"));
}
