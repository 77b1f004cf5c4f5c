import { POOL_MOST, poolFilled, poolStatus } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { fillPool } from "./fill.ts";
import { removeSpare } from "./remove.ts";
import { statusOf } from "./status.ts";
import { inventoryOf } from "./tend.ts";

/** Makes spare schools until so many are there, and brings older ones up to date. Run again after a crash it finishes. */
export const fillSpares = defineUseCase({
  name: "pool.fill",
  permission: superAdmin,
  access: "write",
  on: "none",
  input: z.object({
    size: z.int().min(0).max(POOL_MOST),
    /** Spares at a time. */
    concurrency: z.int().min(1).max(8).default(4),
    onMade: z.custom<(made: number, wanted: number) => void>((given) => typeof given === "function").optional(),
    signal: z.custom<AbortSignal>((given) => given instanceof AbortSignal).optional(),
  }),
  output: poolFilled,
  run: async ({ core, note }, { size, concurrency, onMade, signal = new AbortController().signal }) => {
    const clusterId = core.installation.controlClusterId;
    const told = onMade ? { onMade } : {};
    const filled = await fillPool(core, { clusterId, size, concurrency, signal, ...told });
    const { made, updated, removed } = filled;
    note({ target: { kind: "pool", id: clusterId }, changes: { size, made, updated, removed } });
    return { ...filled, status: await statusOf(core, clusterId) };
  },
});

/** Removes every spare school, but those with which a school is being opened. A server that keeps a pool fills it again. */
export const drainPool = defineUseCase({
  name: "pool.drain",
  permission: superAdmin,
  access: "write",
  on: "none",
  input: z.object({}).optional(),
  output: z.object({ removed: z.int(), status: poolStatus }),
  run: async ({ core, note }) => {
    const clusterId = core.installation.controlClusterId;
    let removed = 0;
    for (const { id } of await inventoryOf(core, clusterId))
      removed += (await removeSpare(core, clusterId, id)) ? 1 : 0;
    note({ target: { kind: "pool", id: clusterId }, changes: { removed } });
    return { removed, status: await statusOf(core, clusterId) };
  },
});
