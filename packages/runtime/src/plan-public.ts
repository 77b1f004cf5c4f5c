import { type Migration, type PublicPlan, planPublic } from "@pepro/core";
import { createPool } from "@pepro/db";

/**
 * What a database's shared tables still need, found out without changing anything.
 * @throws PeproError `migration_changed`, `schema_ahead`; connection errors
 */
export async function planPublicMigrations(options: {
  ownerUrl: string;
  migrations: readonly Migration[];
  applicationName: string;
}): Promise<PublicPlan> {
  const owner = createPool({ url: options.ownerUrl, max: 1, applicationName: options.applicationName });
  try {
    return await planPublic(owner, options.migrations);
  } finally {
    await owner.end();
  }
}
