import { type Statement, sql } from "@pepro/db";

export type NamedRow = { email: string; user_type: string };

export function selectNamed(userId: string): Statement {
  return sql`select email, user_type from users where id = ${userId}`;
}
