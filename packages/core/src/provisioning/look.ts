import { PeproError, type ProvisioningEvent, runStateOf, type TenantView } from "@pepro/contracts";
import type { Core } from "../core.ts";
import { isBeingProvisioned, readStanding } from "./event-queries.ts";

export type Look = {
  state: TenantView["state"];
  /** What is new since the last look. */
  events: ProvisioningEvent[];
  /** The end of a run that nobody works on any more and that has not told of one itself. */
  end: ProvisioningEvent | undefined;
};

/**
 * Reads what is new of a school's provisioning. A run without an end is looked at twice, the lock in between: a run
 * seen open before nobody held the lock, and still afterwards, is nobody's.
 * @throws PeproError `not_found`
 */
export async function look(
  { db }: Pick<Core, "db">,
  tenantId: string,
  known: { after: string; last: ProvisioningEvent | undefined },
): Promise<Look> {
  const read = async (after: string) => {
    const standing = await readStanding(db, tenantId, after);
    if (!standing) throw new PeproError("not_found", { entity: "tenant", id: tenantId });
    return standing;
  };
  const first = await read(known.after);
  const last = first.events.at(-1) ?? known.last;
  const isOpen = last !== undefined && runStateOf(last) === "running";
  if (!isOpen || (await isBeingProvisioned(db, tenantId))) return { ...first, end: undefined };
  const { state, events } = await read(last.id);
  const all = [...first.events, ...events];
  return { state, events: all, end: events.length > 0 ? undefined : endOf(last, state) };
}

/** The control row says how a run ended whose own last word is missing. */
function endOf(last: ProvisioningEvent, state: TenantView["state"]): ProvisioningEvent {
  if (state === "ready") return closing({ ...last, step: "ready" }, "done");
  return closing(last, state === "failed" ? "failed" : "interrupted");
}

/** An end that was never written: its id sorts behind the last event's, so that a client goes on from there. */
export function closing(last: ProvisioningEvent, state: "done" | "failed" | "interrupted"): ProvisioningEvent {
  return { ...last, id: `${last.id}-end`, state, durationMs: null, error: null, at: new Date().toISOString() };
}
