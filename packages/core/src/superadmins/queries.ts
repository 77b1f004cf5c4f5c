import { rawSql, sql, type Tx } from "@pepro/db";

export function readSuperAdmin(tx: Tx, email: string): Promise<{ id: string; email: string } | undefined> {
  return tx.first(sql`select id, email from users where lower(email) = lower(${email}) for update`);
}

/** Under a lock, so that of two processes that start together one makes the first super-admin. */
export async function countSuperAdmins(tx: Tx): Promise<number> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('pepro:first-superadmin', 0))`);
  return (await tx.first<{ count: number }>(sql`select count(*) as count from users`))?.count ?? 0;
}

export async function reactivateSuperAdmin(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`update users set is_active = true, updated_at = now() where id = ${userId}`);
}

export type SuperAdminRow = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  is_active: boolean;
  has_two_factor: boolean;
  created_at: Date;
  last_login_at: Date | null;
};

const SUPER_ADMIN = rawSql(`select u.id, u.email, u.first_name, u.last_name, u.is_active, u.created_at, u.last_login_at,
  exists (select 1 from two_factors f where f.user_id = u.id and f.confirmed_at is not null) as has_two_factor
  from users u`);

export async function readSuperAdmins(tx: Tx): Promise<SuperAdminRow[]> {
  return tx.query<SuperAdminRow>(sql`${SUPER_ADMIN} order by u.is_active desc, lower(u.email)`);
}

export function readSuperAdminById(tx: Tx, id: string): Promise<SuperAdminRow | undefined> {
  return tx.first<SuperAdminRow>(sql`${SUPER_ADMIN} where u.id = ${id}`);
}

/** The active ones, locked: of two deactivations at once the second sees the first. */
export async function lockActive(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`select id from users where is_active order by id for update`);
  return rows.map(({ id }) => id);
}

export async function deactivate(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update users set is_active = false, updated_at = now() where id = ${id}`);
}
