import { PeproError } from "@pepro/contracts";
import { latestVersion, type Migration } from "./bundle.ts";
import type { LedgerRow } from "./queries.ts";

/**
 * The migrations a schema still needs.
 * @throws PeproError `migration_changed` when an applied file differs from ours, `schema_ahead` when the schema is newer.
 */
export function pendingMigrations(
  schema: string,
  migrations: readonly Migration[],
  ledger: readonly LedgerRow[],
): readonly Migration[] {
  const applied = new Map(ledger.map((row) => [row.version, row]));
  const newest = ledger.at(-1)?.version ?? 0;
  if (newest > latestVersion(migrations)) {
    throw new PeproError("schema_ahead", { schema, version: newest, supported: latestVersion(migrations) });
  }
  for (const migration of migrations) {
    const row = applied.get(migration.version);
    if (row && row.checksum !== migration.checksum) {
      throw new PeproError("migration_changed", { file: migration.file, schema });
    }
  }
  return migrations.filter((migration) => !applied.has(migration.version));
}
