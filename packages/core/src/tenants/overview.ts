import { type FleetOverview, fleetOverview } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { latestVersion } from "../migrations/index.ts";
import { heldLocks } from "../provisioning/index.ts";
import { type GroupRow, readGroups, readLastActivity, readLatestOpenings, readUnhealthy } from "./overview-queries.ts";

const OPENINGS = 10;
const UNHEALTHY = 50;

/** Where the whole fleet stands, from the control plane alone. */
export const getOverview = defineUseCase({
  name: "tenants.overview",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "platform",
  input: z.object({}).optional(),
  output: fleetOverview,
  run: async ({ core, tx }): Promise<FleetOverview> => {
    const latest = latestVersion(core.migrations.tenant);
    const [groups, openings, active, unhealthy] = await Promise.all([
      readGroups(tx),
      readLatestOpenings(tx, OPENINGS),
      readLastActivity(tx),
      readUnhealthy(tx, { latest, limit: UNHEALTHY, ...heldLocks("t.id") }),
    ]);
    return {
      ...countsOf(groups),
      migrations: migrationsOf(groups, latest),
      latestOpenings: openings.map(dated),
      unhealthy: unhealthy.map(({ total: _, since, ...school }) => ({ ...school, since: since.toISOString() })),
      unhealthyCount: unhealthy[0]?.total ?? 0,
      lastActivity: active ? dated(active) : null,
    };
  },
});

function countsOf(groups: readonly GroupRow[]): Pick<FleetOverview, "total" | "byState" | "byType"> {
  const kept = groups.filter(({ isDeleted }) => !isDeleted);
  const inState = (state: GroupRow["state"]) => sum(kept.filter((group) => group.state === state));
  const ready = kept.filter(({ state }) => state === "ready");
  const ofType = (type: GroupRow["schoolType"]) => sum(kept.filter(({ schoolType }) => schoolType === type));
  return {
    total: sum(kept),
    byState: {
      active: sum(ready.filter(({ isActive }) => isActive)),
      inactive: sum(ready.filter(({ isActive }) => !isActive)),
      notProvisioned: inState("created"),
      provisioning: inState("provisioning"),
      failed: inState("failed"),
      pendingDeletion: sum(groups) - sum(kept),
    },
    byType: { college: ofType("college"), lycee: ofType("lycee"), lycee_pro: ofType("lycee_pro") },
  };
}

function migrationsOf(groups: readonly GroupRow[], latest: number): FleetOverview["migrations"] {
  const provisioned = groups.filter(({ state, isDeleted }) => state === "ready" && !isDeleted);
  const found = [...new Set(provisioned.map(({ schemaVersion }) => schemaVersion))].sort((a, b) => b - a);
  const versions = found.map((version) => ({
    version,
    schools: sum(provisioned.filter(({ schemaVersion }) => schemaVersion === version)),
  }));
  return { latest, behind: sum(provisioned.filter(({ schemaVersion }) => schemaVersion < latest)), versions };
}

function sum(groups: readonly GroupRow[]): number {
  return groups.reduce((total, { schools }) => total + schools, 0);
}

function dated<Row extends { at: Date }>({ at, ...school }: Row): Omit<Row, "at"> & { at: string } {
  return { ...school, at: at.toISOString() };
}
