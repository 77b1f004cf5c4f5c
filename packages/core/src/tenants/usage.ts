import type { Database } from "@pepro/db";
import type { Log } from "../core.ts";
import { NO_USAGE, type TenantRow, type TenantUsage } from "./row.ts";
import { countUsers, readCounters, type UserCounts } from "./usage-queries.ts";

/** What a school uses. One that cannot be read shows nothing rather than hide the others. */
export async function readUsage(db: Database, log: Log, row: TenantRow): Promise<TenantUsage> {
  if (!row.provisionedAt) return NO_USAGE;
  try {
    return (await readCounters(db, row)) ?? NO_USAGE;
  } catch (error) {
    log.error("usage of a school cannot be read", error, { schema: row.schemaName });
    return NO_USAGE;
  }
}

const NOBODY: UserCounts = Object.freeze({ total: 0, student: 0, teacher: 0, parent: 0, admin: 0 });

export async function readUserCounts(db: Database, row: TenantRow): Promise<UserCounts> {
  if (!row.provisionedAt) return NOBODY;
  return (await countUsers(db, row)) ?? NOBODY;
}
