import { quoteIdentifier, quoteLiteral, rawSql, transaction } from "@pepro/db";
import * as z from "zod";
import type { Core } from "../core.ts";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { placeOf } from "../tenants/row.ts";
import { applyMigrations } from "./apply.ts";
import { latestVersion } from "./bundle.ts";
import { migrationFault, schoolFault } from "./fault.ts";
import { type FleetRow, readFleet, recordVersion } from "./fleet-queries.ts";

const outcome = z.object({
  schema: z.string(),
  state: z.enum(["done", "current", "failed"]),
  files: z.array(z.string()),
  milliseconds: z.number(),
  fault: migrationFault.nullable(),
});
export type MigrationOutcome = z.infer<typeof outcome>;

export const fleetInput = z.object({
  /** One school alone, by schema. */
  schema: z.string().optional(),
  /** Record as applied without running. */
  fake: z.boolean().default(false),
  concurrency: z.int().min(1).max(32).default(4),
  /** Milliseconds a statement waits for a lock before its school fails. */
  lockTimeoutMs: z.int().min(1).max(600_000).default(5_000),
  onProgress: z
    .custom<(done: MigrationOutcome, position: number, total: number) => void>((given) => typeof given === "function")
    .optional(),
});

/** Brings every provisioned school up to date, each in a transaction of its own; one school's failure stops no other. */
export const migrateTenants = defineUseCase({
  name: "migrations.run",
  permission: superAdmin,
  access: "write",
  on: "none",
  input: fleetInput,
  output: z.object({ outcomes: z.array(outcome), latest: z.int() }),
  run: async ({ core, note }, input) => {
    const fleet = await readFleet(core.db, input.schema);
    const outcomes: MigrationOutcome[] = [];
    const queue = [...fleet];
    const worker = async () => {
      for (let row = queue.shift(); row; row = queue.shift()) {
        const done = await migrateOne(core, row, input);
        outcomes.push(done);
        input.onProgress?.(done, outcomes.length, fleet.length);
      }
    };
    await Promise.all(Array.from({ length: Math.min(input.concurrency, fleet.length) }, worker));
    const failed = outcomes.filter(({ state }) => state === "failed").map(({ schema }) => schema);
    note({ changes: { schools: fleet.length, failed, fake: input.fake } });
    outcomes.sort((left, right) => (left.schema < right.schema ? -1 : 1));
    return { outcomes, latest: latestVersion(core.migrations.tenant) };
  },
});

async function migrateOne(core: Core, row: FleetRow, input: z.output<typeof fleetInput>): Promise<MigrationOutcome> {
  const started = performance.now();
  const ended = (state: MigrationOutcome["state"], files: string[], fault: MigrationOutcome["fault"] = null) => ({
    schema: row.schemaName,
    state,
    files,
    milliseconds: Math.round(performance.now() - started),
    fault,
  });
  try {
    const files = await applyOne(core, row, input);
    return ended(files.length > 0 ? "done" : "current", files);
  } catch (error) {
    return ended("failed", [], schoolFault(core.log, row.schemaName, error));
  }
}

async function applyOne(core: Core, row: FleetRow, input: z.output<typeof fleetInput>): Promise<string[]> {
  const place = placeOf(row);
  const path = quoteLiteral(quoteIdentifier(place.schema));
  const opening = [
    rawSql(
      `select set_config('search_path', ${path}, true), set_config('lock_timeout', '${input.lockTimeoutMs}', true)`,
    ),
  ];
  const applied = await transaction(core.db.owner(row.clusterId), opening, (tx) =>
    applyMigrations(tx, {
      schema: place.schema,
      migrations: core.migrations.tenant,
      roles: { tenant: place.role },
      fake: input.fake,
    }),
  );
  const latest = latestVersion(core.migrations.tenant);
  if (row.schemaVersion !== latest) await recordVersion(core.db, row.id, latest);
  return applied.map(({ file }) => file);
}
