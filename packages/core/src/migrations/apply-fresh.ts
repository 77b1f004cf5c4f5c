import { isDatabaseError, type OwnersTx, rawSql, SQLSTATE, sqlstateOf, statementsBefore, type Tx } from "@pepro/db";
import { failure, type RolePlaceholders, withRoles } from "./apply.ts";
import { type Migration, type MigrationStatement, plainly } from "./bundle.ts";
import { createLedger, recordMigrations } from "./queries.ts";

export type ApplyToFresh = {
  schema: string;
  migrations: readonly Migration[];
  roles: RolePlaceholders;
  /** Where several statements cannot go as one message: on Citus. */
  oneByOne: boolean;
};

type Sent = MigrationStatement & { migration: Migration };

/** Statements that leave nothing behind on a connection, and ask nothing of whoever sends them. */
const PLAIN = /^(alter|comment|create|delete|drop|grant|insert|revoke|select|update|with)\b/i;
const SEPARATOR = ";\n";

/**
 * Every file in a schema that the same transaction has just made: nothing can be there, so that all of it leaves without
 * waiting for an answer, most of it as one message. What runs concurrently elsewhere runs plainly here.
 * @throws PeproError `migration_failed`
 */
export async function applyToFresh(tx: OwnersTx, { schema, migrations, roles, oneByOne }: ApplyToFresh): Promise<void> {
  const ledger = [tx.query(createLedger())];
  if (migrations.length > 0) ledger.push(tx.query(recordMigrations(migrations, false)));
  const statements = migrations.flatMap((migration) =>
    migration.statements.map(({ line, text, concurrently }): Sent => {
      return { migration, line, text: withRoles(concurrently ? plainly(text) : text, roles) };
    }),
  );
  const isOneMessage = !oneByOne && statements.length > 0 && statements.every(({ text }) => PLAIN.test(text));
  const tables = isOneMessage
    ? [atOnce(tx, schema, statements)]
    : statements.map((statement) => alone(tx, schema, statement));
  const failed = (await Promise.allSettled([...ledger, ...tables])).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

async function atOnce(tx: OwnersTx, schema: string, statements: readonly Sent[]): Promise<void> {
  try {
    await tx.batch(statements.map(({ text }) => text).join(SEPARATOR));
  } catch (error) {
    const at = indexOf(error, statements);
    throw faultOf(error, schema, statements[at], startOf(statements, at));
  }
}

async function alone(tx: Tx, schema: string, statement: Sent): Promise<void> {
  try {
    await tx.query(rawSql(statement.text));
  } catch (error) {
    throw faultOf(error, schema, statement, 0);
  }
}

/** What a failure brought with it is no news. */
function faultOf(error: unknown, schema: string, statement: Sent | undefined, start: number): unknown {
  if (!statement || sqlstateOf(error) === SQLSTATE.failedTransaction) return error;
  return failure(statement.migration, statement, schema, error, start);
}

/** Which of them it was. What cannot even be read keeps the whole message from running, and tells where it is. */
function indexOf(error: unknown, statements: readonly Sent[]): number {
  const before = statementsBefore(error);
  if (before > 0 || !isDatabaseError(error) || !error.position) return before;
  const position = Number(error.position) - 1;
  return statements.findLastIndex((_, at) => startOf(statements, at) <= position);
}

/** Where one begins in the message, in characters. */
function startOf(statements: readonly Sent[], at: number): number {
  return statements.slice(0, at).reduce((sum, { text }) => sum + Array.from(text).length + SEPARATOR.length, 0);
}
