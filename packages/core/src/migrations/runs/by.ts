import type { Actor } from "../../executor/index.ts";

/** Who a run's events name. */
export function nameOf(actor: Actor): string {
  if (actor.kind === "operator" || actor.kind === "apiKey") return actor.label;
  return actor.kind === "anonymous" ? "" : actor.email;
}
