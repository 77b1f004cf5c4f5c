import { type PoolStatus, poolStatus } from "@pepro/contracts";
import * as z from "zod";
import type { Core } from "../core.ts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { latestVersion } from "../migrations/index.ts";
import { inventoryOf } from "./tend.ts";

/** How many schools are ready ahead of need. */
export const getPoolStatus = defineUseCase({
  name: "pool.status",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: z.object({}).optional(),
  output: poolStatus,
  run: ({ core }) => statusOf(core, core.installation.controlClusterId),
});

export async function statusOf(core: Core, clusterId: string): Promise<PoolStatus> {
  const rows = await inventoryOf(core, clusterId);
  const latest = latestVersion(core.migrations.tenant);
  const count = (is: (row: (typeof rows)[number]) => boolean) => rows.filter(is).length;
  return {
    latest,
    ready: count(({ state, isKnown, version }) => state === "ready" && isKnown && version === latest),
    behind: count(({ state, isKnown, version }) => state === "ready" && isKnown && version < latest),
    foreign: count(({ state, isKnown }) => state === "ready" && !isKnown),
    building: count(({ state }) => state === "building"),
    unusable: count(({ state }) => state === "unusable"),
  };
}
