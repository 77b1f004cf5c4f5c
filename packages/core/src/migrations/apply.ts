import { PeproError } from "@pepro/contracts";
import { isDatabaseError, quoteIdentifier, rawSql, SQLSTATE, sqlstateOf, type Tx } from "@pepro/db";
import { type Migration, type MigrationStatement, plainly } from "./bundle.ts";
import { pendingMigrations } from "./pending.ts";
import { createLedger, lockSchema, readLedger, recordMigration } from "./queries.ts";

/** Role names that migrations write as placeholders, by placeholder: `"pepro:tenant"` becomes the tenant's role. */
export type RolePlaceholders = Readonly<Record<string, string>>;

export type ApplyOptions = {
  schema: string;
  migrations: readonly Migration[];
  roles: RolePlaceholders;
  /** Record without running: for a schema that was brought there by other means. */
  fake?: boolean;
};

/**
 * Brings the schema on the transaction's path up to date, in that one transaction: what runs concurrently elsewhere runs
 * plainly here, and its tables are locked meanwhile.
 * @returns what was applied, oldest first; empty when nothing was left to do.
 * @throws PeproError `migration_failed`, `migration_changed`, `schema_ahead`
 */
export async function applyMigrations(tx: Tx, options: ApplyOptions): Promise<readonly Migration[]> {
  await Promise.all([tx.query(lockSchema(options.schema)), tx.query(createLedger())]);
  const pending = pendingMigrations(options.schema, options.migrations, await readLedger(tx));
  for (const migration of pending) await applyOne(tx, migration, options);
  return pending;
}

/** The ledger's row goes first, so that a racer on another connection is stopped by its key; the statements follow unawaited. */
async function applyOne(tx: Tx, migration: Migration, { schema, roles, fake = false }: ApplyOptions): Promise<void> {
  const recorded = tx.query(recordMigration(migration, fake));
  const statements = fake ? [] : migration.statements;
  const run = statements.map(async (statement) => {
    const text = withRoles(statement.concurrently ? plainly(statement.text) : statement.text, roles);
    try {
      await tx.query(rawSql(text));
    } catch (error) {
      if (sqlstateOf(error) === SQLSTATE.failedTransaction) throw error;
      throw failure(migration, { line: statement.line, text }, schema, error);
    }
  });
  const outcomes = await Promise.allSettled([recorded, ...run]);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

export function withRoles(text: string, roles: RolePlaceholders): string {
  return text.replace(/"pepro:(\w+)"/g, (whole, name: string) => {
    const role = roles[name];
    return role === undefined ? whole : quoteIdentifier(role);
  });
}

/** @param start where the statement began in what was sent, in characters */
export function failure(
  migration: Migration,
  statement: MigrationStatement,
  schema: string,
  error: unknown,
  start = 0,
): unknown {
  if (!isDatabaseError(error)) return error;
  const before = error.position ? Array.from(statement.text).slice(0, Number(error.position) - 1 - start) : [];
  const line = statement.line + before.filter((character) => character === "\n").length;
  const fields = { file: migration.file, line, schema, sqlstate: error.code, reason: error.message };
  return new PeproError("migration_failed", fields, { cause: error });
}
