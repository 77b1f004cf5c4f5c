import type { Tx } from "@pepro/db";
import type { Migration } from "./bundle.ts";
import { pendingMigrations } from "./pending.ts";
import { readLedger } from "./queries.ts";

/** What the schema on the transaction's path still needs, by its ledger. @throws PeproError `migration_changed`, `schema_ahead` */
export async function pendingOf(
  tx: Tx,
  schema: string,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  return pendingMigrations(schema, migrations, await readLedger(tx));
}
