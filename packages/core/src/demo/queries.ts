import { json, rawSql, type Statement, sql, type Tx } from "@pepro/db";
import { DEMO_ACCOUNTS, type DemoSchool, demoEmail } from "./schools.ts";
import { type Rows, TABLES, type TableName } from "./tables.ts";

/** One seeding at a time, until the transaction ends: a second process waits, then finds the work done. */
export function lockSeeding(): Statement {
  return sql`select pg_advisory_xact_lock(hashtextextended('pepro:demo', 0))`;
}

/** A multi-row insert: the rows travel as one parameter, so their number has no limit. */
export function insertRows<Name extends TableName>(table: Name, rows: Rows[Name]): Statement {
  const columns = Object.entries<string>(TABLES[table]);
  const names = columns.map(([name]) => name).join(", ");
  const typed = columns.map(([name, type]) => `${name} ${type.replace("?", "")}`).join(", ");
  return sql`${rawSql(`insert into ${table} (${names}) select ${names} from jsonb_to_recordset(`)}${json(rows)}${rawSql(
    `::jsonb) as given (${typed})`,
  )}`;
}

/** Gives every user of the school the same password, the administrator it opened with included. */
export function putPasswords(hash: string): Statement {
  return sql`insert into accounts (id, user_id, provider_id, account_id, password)
    select gen_random_uuid(), id, 'credential', id::text, ${hash} from users
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`;
}

/** Changes the password that the demo's accounts share; whoever has another one keeps it. */
export function replacePasswords(school: DemoSchool, hash: string): Statement {
  return sql`update accounts set password = ${hash}, updated_at = now()
    where provider_id = 'credential' and password = (
      select a.password from accounts a join users u on u.id = a.user_id
      where u.email = ${demoEmail(school, "admin")} and a.provider_id = 'credential')`;
}

export async function readUserId(tx: Tx, email: string): Promise<string | undefined> {
  return (await tx.first<{ id: string }>(sql`select id from users where email = ${email}`))?.id;
}

export type SchoolState = {
  /** Its year is there, and so is all that was inserted with it. */
  isFilled: boolean;
  /** Somebody has signed in, so the password is known. */
  isUsed: boolean;
  /** Demo accounts that can sign in. */
  emails: string[];
};

export function readState(school: DemoSchool): Statement {
  const emails = DEMO_ACCOUNTS.map(({ local }) => demoEmail(school, local));
  return sql`select exists (select from academic_years) as "isFilled",
    exists (select from users where last_login_at is not null) as "isUsed",
    (select coalesce(jsonb_agg(email), '[]'::jsonb) from users where is_active and email = any(${emails})) as emails`;
}
