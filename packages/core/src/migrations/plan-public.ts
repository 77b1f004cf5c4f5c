import { type Pool, rawSql, transaction } from "@pepro/db";
import type { Migration } from "./bundle.ts";
import { pendingMigrations } from "./pending.ts";
import { readPublicLedger } from "./queries.ts";

/** What the shared tables still need; `prepared` is false where nothing was installed yet. */
export type PublicPlan = { prepared: boolean; files: readonly string[] };

/** Looks without changing anything. @throws PeproError `migration_changed`, `schema_ahead` */
export function planPublic(owner: Pool, migrations: readonly Migration[]): Promise<PublicPlan> {
  return transaction(owner, [rawSql("set transaction read only")], async (tx) => {
    const ledger = await readPublicLedger(tx);
    const pending = pendingMigrations("public", migrations, ledger ?? []);
    return { prepared: ledger !== undefined, files: pending.map(({ file }) => file) };
  });
}
