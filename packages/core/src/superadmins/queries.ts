import { sql, type Tx } from "@pepro/db";

export function readSuperAdmin(tx: Tx, email: string): Promise<{ id: string; email: string } | undefined> {
  return tx.first(sql`select id, email from users where lower(email) = lower(${email}) for update`);
}

/** Under a lock, so that of two processes that start together one makes the first super-admin. */
export async function countSuperAdmins(tx: Tx): Promise<number> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('pepro:first-superadmin', 0))`);
  return (await tx.first<{ count: number }>(sql`select count(*) as count from users`))?.count ?? 0;
}

/** A new password ends every session and token that the old one opened. */
export async function replacePasswordHash(tx: Tx, userId: string, hash: string): Promise<void> {
  await tx.execute(sql`update accounts set password = ${hash}, updated_at = now()
    where user_id = ${userId} and provider_id = 'credential'`);
  await tx.execute(sql`delete from sessions where user_id = ${userId}`);
  await tx.execute(sql`update token_families set revoked_at = now() where user_id = ${userId} and revoked_at is null`);
}

export async function reactivateSuperAdmin(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`update users set is_active = true, updated_at = now() where id = ${userId}`);
}
