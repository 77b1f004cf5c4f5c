import { type Database, sql } from "@pepro/db";
import type { Log } from "../core.ts";
import { NO_USAGE, placeOf, type TenantRow, type TenantUsage } from "./row.ts";

/** What a school uses, from the counters in its own schema. A school that cannot be read shows none rather than hide the others. */
export async function readUsage(db: Database, log: Log, row: TenantRow): Promise<TenantUsage> {
  if (!row.provisionedAt) return NO_USAGE;
  try {
    const rows = await db.queryTenant<TenantUsage>(
      placeOf(row),
      sql`select (select used_bytes from storage_counters) as "storageUsedBytes",
        (select count(*) from users where user_type = 'student') as "studentCount"`,
    );
    return rows[0] ?? NO_USAGE;
  } catch (error) {
    log.error("usage of a school cannot be read", error, { schema: row.schemaName });
    return NO_USAGE;
  }
}

export type UserCounts = Record<"total" | "student" | "teacher" | "parent" | "admin", number>;

export async function readUserCounts(db: Database, row: TenantRow): Promise<UserCounts> {
  const none = { total: 0, student: 0, teacher: 0, parent: 0, admin: 0 };
  if (!row.provisionedAt) return none;
  const rows = await db.queryTenant<UserCounts>(
    placeOf(row),
    sql`select count(*) as total,
      count(*) filter (where user_type = 'student') as student, count(*) filter (where user_type = 'teacher') as teacher,
      count(*) filter (where user_type = 'parent') as parent, count(*) filter (where user_type = 'admin') as admin
    from users`,
  );
  return rows[0] ?? none;
}
