import type { MemberRole } from "@pepro/contracts";
import { join, type Statement, sql } from "@pepro/db";

export type MemberRow = {
  id: string;
  email: string;
  full_name: string;
  user_type: MemberRole;
  is_active: boolean;
  last_login_at: Date | null;
  has_two_factor: boolean;
  open_sessions: number;
  total: number;
};

type Filter = { search: string; role?: MemberRole | undefined; page: number; pageSize: number };

export function selectMembers({ search, role, page, pageSize }: Filter, now: Date): Statement {
  const conditions = [sql`true`];
  if (role !== undefined) conditions.push(sql`u.user_type = ${role}`);
  if (search !== "") {
    const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(sql`(u.full_name ilike ${pattern} or u.email ilike ${pattern})`);
  }
  return sql`select u.id, u.email, u.full_name, u.user_type, u.is_active, u.last_login_at,
      exists (select 1 from two_factors f where f.user_id = u.id and f.confirmed_at is not null) as has_two_factor,
      (select count(*) from sessions s where s.user_id = u.id and s.expires_at > ${now}) as open_sessions,
      count(*) over () as total
    from users u where ${join(conditions, " and ")}
    order by u.last_name, u.first_name, u.id
    limit ${pageSize} offset ${(page - 1) * pageSize}`;
}

export function selectMemberEmail(userId: string): Statement {
  return sql`select email from users where id = ${userId}`;
}
