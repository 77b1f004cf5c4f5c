import { PeproError } from "@pepro/contracts";
import type { Actor } from "../executor/index.ts";

/** Who has an account of their own. */
export type Person = Extract<Actor, { userId: string }>;

/** @throws PeproError `unauthenticated` for whoever has none: nobody, a key, an operator */
export function personOf(actor: Actor): Person {
  if (actor.kind === "member" || actor.kind === "superadmin") return actor;
  throw new PeproError("unauthenticated", {});
}
