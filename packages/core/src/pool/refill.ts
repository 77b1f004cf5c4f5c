import type { Core } from "../core.ts";
import { type Filled, fillPool } from "./fill.ts";
import { statusOf } from "./status.ts";

/**
 * Keeps a pool at its size, behind everybody's back: one spare at a time, and only once half of them are gone, so that
 * roles come in batches.
 * @returns what was done; undefined where there was nothing to do
 */
export async function refillPool(core: Core, size: number, signal: AbortSignal): Promise<Filled | undefined> {
  const clusterId = core.installation.controlClusterId;
  const { ready, behind, building, unusable } = await statusOf(core, clusterId);
  const lowMark = Math.floor(size / 2);
  const lacks = size > 0 && ready + behind <= lowMark;
  if (!lacks && behind + building + unusable === 0) return undefined;
  const filled = await fillPool(core, { clusterId, size, lowMark, concurrency: 1, signal });
  return filled.made + filled.updated + filled.removed > 0 ? filled : undefined;
}
