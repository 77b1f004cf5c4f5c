import * as z from "zod";
import type { Core } from "../core.ts";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { placeOf } from "../tenants/row.ts";
import { latestVersion } from "./bundle.ts";
import { migrationFault, schoolFault } from "./fault.ts";
import { type FleetRow, readFleet } from "./fleet-queries.ts";
import { pendingMigrations } from "./pending.ts";
import { planPublic } from "./plan-public.ts";
import { readLedger } from "./queries.ts";

const plannedSchool = z.object({ schema: z.string(), files: z.array(z.string()), fault: migrationFault.nullable() });

/** What a run would apply, to the shared tables and to each school. Runs nothing and writes nothing. */
export const planMigrations = defineUseCase({
  name: "migrations.plan",
  permission: superAdmin,
  access: "read",
  on: "none",
  input: z.object({ schema: z.string().optional() }),
  output: z.object({ public: z.array(z.string()), schools: z.array(plannedSchool), latest: z.int() }),
  run: async ({ core }, input) => {
    const shared = await planPublic(core.db.owner(core.installation.controlClusterId), core.migrations.public);
    const schools = [];
    for (const row of await readFleet(core.db, input.schema)) schools.push(await planOne(core, row));
    return { public: [...shared.files], schools, latest: latestVersion(core.migrations.tenant) };
  },
});

async function planOne(core: Core, row: FleetRow): Promise<z.output<typeof plannedSchool>> {
  try {
    const ledger = await core.db.withTenant(placeOf(row), readLedger);
    const pending = pendingMigrations(row.schemaName, core.migrations.tenant, ledger);
    return { schema: row.schemaName, files: pending.map(({ file }) => file), fault: null };
  } catch (error) {
    return { schema: row.schemaName, files: [], fault: schoolFault(core.log, row.schemaName, error) };
  }
}
