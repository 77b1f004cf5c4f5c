import { type Database, sql } from "@pepro/db";
import { placeOf, type TenantRow, type TenantUsage } from "./row.ts";

/** The counters of one school, in its own schema. */
export async function readCounters(db: Database, row: TenantRow): Promise<TenantUsage | undefined> {
  const rows = await db.queryTenant<TenantUsage>(
    placeOf(row),
    sql`select (select used_bytes from storage_counters) as "storageUsedBytes",
      (select count(*) from users where user_type = 'student') as "studentCount"`,
  );
  return rows[0];
}

export type FirstAdminRow = { email: string; lastLoginAt: Date | null };

/** The administrator that provisioning made, while the account is there. */
export async function readFirstAdmin(db: Database, row: TenantRow): Promise<FirstAdminRow | undefined> {
  const rows = await db.queryTenant<FirstAdminRow>(
    placeOf(row),
    sql`select email, last_login_at as "lastLoginAt" from users where username = 'admin' and user_type = 'admin'`,
  );
  return rows[0];
}

export type UserCounts = Record<"total" | "student" | "teacher" | "parent" | "admin", number>;

export async function countUsers(db: Database, row: TenantRow): Promise<UserCounts | undefined> {
  const rows = await db.queryTenant<UserCounts>(
    placeOf(row),
    sql`select count(*) as total,
      count(*) filter (where user_type = 'student') as student, count(*) filter (where user_type = 'teacher') as teacher,
      count(*) filter (where user_type = 'parent') as parent, count(*) filter (where user_type = 'admin') as admin
    from users`,
  );
  return rows[0];
}
