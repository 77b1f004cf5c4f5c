import type { Actor } from "../executor/index.ts";

/** Who ended a stay, as the list of stays has it; null for who came by a link, and is nobody yet. */
export function nameOf(actor: Actor): string | null {
  if ("email" in actor) return actor.email;
  return "label" in actor ? actor.label : null;
}
