import { isConnectionError, type Tx } from "@pepro/db";
import type { Core } from "../core.ts";
import type { Opened, SpareSchema } from "../provisioning/open-schema.ts";
import { forget, forgetByRole, type SpareRow, spoil, takeReady } from "./queries.ts";
import { knownTo, spareOf } from "./spare.ts";

/** Holds a spare until the transaction ends, where one is ready: whoever asks besides gets another. */
export async function takeSpare(core: Core, tx: Tx, clusterId: string): Promise<SpareSchema | undefined> {
  const row = await tx.first<SpareRow>(takeReady(clusterId, knownTo(core)));
  return row && spareOf(row);
}

/**
 * Opens a school with a spare that is held in `tx`, the transaction that makes the school ready: whoever is killed in
 * between leaves it to others, or has turned it into the school, which then bears the school's mark. One that cannot be
 * used is set aside, and the school opened as if there were none.
 */
export async function openWithSpare(
  { log }: Core,
  tx: Tx,
  spare: SpareSchema | undefined,
  open: (spare: SpareSchema | undefined) => Promise<Opened>,
): Promise<Opened> {
  if (!spare) return open(undefined);
  try {
    const opened = await open(spare);
    if (opened.isSpareGone) await tx.query(forget(spare.id));
    return opened;
  } catch (error) {
    if (isConnectionError(error)) throw error;
    const opened = await open(undefined);
    const reason = error instanceof Error ? error.message : String(error);
    log.warn("spare school set aside", { schema: spare.schema, reason });
    await tx.query(spoil(spare.id));
    return opened;
  }
}

/** A school has this role now: the spare that brought it, in this run or in one that was killed, is none any more. */
export async function forgetSpareOf(tx: Tx, role: string): Promise<void> {
  await tx.query(forgetByRole(role));
}
