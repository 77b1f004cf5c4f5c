import type { Statement } from "./statement.ts";

/**
 * What reads or changes rows. Whatever else PostgreSQL knows acts on the session, the transaction or other objects, and
 * much of it asks for no right that could be withheld: SET ROLE, COMMIT, NOTIFY, PREPARE, DROP OWNED.
 *
 * One message holds one statement (the extended protocol), so its first word tells what it is. A comment before it is
 * not looked past.
 */
const ABOUT_ROWS = /^[\s(]*(select|insert|update|delete|with|values|table|merge)\b/i;

/** Refuses what is not about rows, before anything is sent. @throws Error with the code STATEMENT_REFUSED */
export function refuseUnlessRows({ chunks }: Pick<Statement, "chunks">): void {
  if (ABOUT_ROWS.test(chunks[0] ?? "")) return;
  const message = "only statements that read or change rows run in a school's or the platform's transaction";
  throw Object.assign(new Error(message), { code: STATEMENT_REFUSED });
}

/** The code of the error by which a statement is refused that is not about rows. */
export const STATEMENT_REFUSED = "STATEMENT_REFUSED";
