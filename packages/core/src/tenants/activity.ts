import { type ActivityEntry, tenantActivity, tenantActivityInput } from "@pepro/contracts";
import type { Core } from "../core.ts";
import { defineUseCase, orKey, superAdmin } from "../executor/index.ts";
import { readPlatformTrail, readSchoolTrail, type TrailRow } from "./activity-queries.ts";
import { requireTenantRow } from "./find.ts";
import { platformReader } from "./reader.ts";
import { placeOf, type TenantRow } from "./row.ts";

/** What was done last to a school and in it, newest first: the platform's trail and its own, as one. */
export const getActivity = defineUseCase({
  name: "tenants.activity",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: tenantActivityInput,
  output: tenantActivity,
  run: async ({ core }, { id, limit }) => {
    const row = await requireTenantRow(platformReader(core.db), id);
    const [platform, school] = await Promise.all([
      readPlatformTrail(core.db, row.id, limit),
      ownTrail(core, row, limit),
    ]);
    const entries = [
      ...platform.map((entry) => entryOf("platform", entry)),
      ...school.map((entry) => entryOf("school", entry)),
    ];
    entries.sort((left, right) => (left.at === right.at ? 0 : left.at < right.at ? 1 : -1));
    return { entries: entries.slice(0, limit) };
  },
});

/** A school whose own trail cannot be read shows the platform's alone. */
async function ownTrail({ db, log }: Core, row: TenantRow, limit: number): Promise<TrailRow[]> {
  if (!row.provisionedAt) return [];
  try {
    return await readSchoolTrail(db, placeOf(row), limit);
  } catch (error) {
    log.error("trail of a school cannot be read", error, { schema: row.schemaName });
    return [];
  }
}

function entryOf(trail: ActivityEntry["trail"], row: TrailRow): ActivityEntry {
  const { targetKind, targetId } = row;
  return {
    id: `${trail}:${row.id}`,
    at: row.at.toISOString(),
    trail,
    action: row.action,
    outcome: row.outcome,
    actor: { kind: row.actorKind, label: row.actorLabel },
    target: targetKind === null ? null : { kind: targetKind, id: targetId ?? "" },
    fields: row.fields,
  };
}
