import { type AuditTrailInput, PeproError } from "@pepro/contracts";
import type { Contexts } from "../executor/index.ts";

/** A school's people read their own school's trail and nothing else, not even what the platform's says of it. @throws PeproError `forbidden` */
export function requireReadable(
  { actor }: Pick<Contexts["none"], "actor">,
  { trail, tenantId }: AuditTrailInput,
): void {
  const home = "tenantId" in actor ? actor.tenantId : null;
  if (home !== null && (trail !== "school" || tenantId !== home)) throw new PeproError("forbidden", {});
}
