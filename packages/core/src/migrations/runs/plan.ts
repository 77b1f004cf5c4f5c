import { type FleetPlan, fleetOptions, fleetPlan, PeproError } from "@pepro/contracts";
import type { Core } from "../../core.ts";
import { defineUseCase, orKey, superAdmin } from "../../executor/index.ts";
import { placeOf } from "../../tenants/row.ts";
import { latestVersion } from "../bundle.ts";
import { schoolFault } from "../fault.ts";
import { pendingOf } from "../pending-of.ts";
import { planPublic } from "../plan-public.ts";
import { countCurrent, type PlannedRow, readPlanned, readUnknownSchemas } from "./plan-queries.ts";

/** Schools whose ledgers are read at a time. */
const AT_A_TIME = 8;

/**
 * What a run with these options would do: to the shared tables, and to each school that is behind, by its own ledger.
 * Runs nothing and writes nothing. @throws PeproError `not_found`
 */
export const planFleetRun = defineUseCase({
  name: "fleet.plan",
  permission: orKey(superAdmin, "tenants:read"),
  access: "read",
  on: "none",
  input: fleetOptions.prefault({}),
  output: fleetPlan,
  run: async ({ core }, options): Promise<FleetPlan> => {
    const { db, installation, migrations } = core;
    const latest = latestVersion(migrations.tenant);
    const named = options.canary && "schools" in options.canary ? options.canary.schools : [];
    const [unknown] = await db.queryPlatform<{ name: string }>(readUnknownSchemas(named));
    if (unknown) throw new PeproError("not_found", { entity: "schema", id: unknown.name });
    const shared = await planPublic(db.owner(installation.controlClusterId), migrations.public);
    const rows = await db.queryPlatform<PlannedRow>(readPlanned(options, latest));
    if (options.schema !== undefined && rows.length === 0) {
      throw new PeproError("not_found", { entity: "schema", id: options.schema });
    }
    const [counted] = await db.queryPlatform<{ current: number }>(countCurrent(options, latest));
    const schools: FleetPlan["schools"] = [];
    for (let at = 0; at < rows.length; at += AT_A_TIME) {
      schools.push(...(await Promise.all(rows.slice(at, at + AT_A_TIME).map((row) => planOne(core, row)))));
    }
    const needed = new Set(schools.flatMap(({ files }) => files));
    const files = migrations.tenant.filter(({ file }) => needed.has(file));
    return {
      latest,
      public: [...shared.files],
      current: counted?.current ?? 0,
      schools,
      waves: wavesOf(schools),
      files: files.map(({ version, file, statements }) => ({
        version,
        file,
        statements: statements.map(({ line, text }) => ({ line, text })),
      })),
    };
  },
});

async function planOne(core: Core, row: PlannedRow): Promise<FleetPlan["schools"][number]> {
  const { id: tenantId, schemaName: schema, schemaVersion: version, wave } = row;
  const planned = { tenantId, schema, version, wave };
  const migrations = core.migrations.tenant;
  try {
    const pending = await core.db.readTenant(placeOf(row), (tx) => pendingOf(tx, schema, migrations));
    return { ...planned, files: pending.map(({ file }) => file), fault: null };
  } catch (error) {
    return { ...planned, files: [], fault: schoolFault({ log: core.log, migrations }, schema, error) };
  }
}

function wavesOf(schools: FleetPlan["schools"]): FleetPlan["waves"] {
  const waves = new Map<number, number>();
  for (const { wave } of schools) waves.set(wave, (waves.get(wave) ?? 0) + 1);
  return [...waves].map(([wave, count]) => ({ wave, schools: count }));
}
