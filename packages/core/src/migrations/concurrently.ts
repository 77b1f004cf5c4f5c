import { PeproError } from "@pepro/contracts";
import { type Connection, type Pool, rawSql } from "@pepro/db";
import { failure, type RolePlaceholders, withRoles } from "./apply.ts";
import type { Migration, MigrationStatement } from "./bundle.ts";
import {
  dropConcurrently,
  type IndexState,
  openSession,
  readIndex,
  readLeftovers,
  tryLockSchema,
} from "./concurrent-queries.ts";
import { recordMigration } from "./queries.ts";

export type ConcurrentOptions = {
  schema: string;
  roles: RolePlaceholders;
  /** Milliseconds a statement waits for a lock. */
  lockTimeoutMs: number;
};

/**
 * Runs a file whose statements refuse a transaction, on a connection that serves nobody afterwards. Its ledger row comes
 * last; whoever is cut off before that leaves indexes that are whole, which are not built again, or half built ones, which
 * are removed first.
 * @throws PeproError `migration_failed`; `schema_busy` while another run is at this schema
 */
export async function applyConcurrently(owner: Pool, migration: Migration, options: ConcurrentOptions): Promise<void> {
  const connection = await owner.borrow();
  try {
    await Promise.all(openSession(options.schema, options.lockTimeoutMs).map((each) => connection.send(each)));
    const [lock] = await connection.send<{ isOurs: boolean }>(tryLockSchema(options.schema));
    if (!lock?.isOurs) throw new PeproError("schema_busy", { schema: options.schema });
    for (const statement of migration.statements) await runOne(connection, migration, statement, options);
    await connection.send(recordMigration(migration, false));
  } finally {
    owner.giveBack(connection, false);
  }
}

async function runOne(
  connection: Connection,
  migration: Migration,
  statement: MigrationStatement,
  { schema, roles }: ConcurrentOptions,
): Promise<void> {
  const text = withRoles(statement.text, roles);
  try {
    if (await isDone(connection, schema, statement)) return;
    await connection.send(rawSql(text));
  } catch (error) {
    throw failure(migration, { line: statement.line, text }, schema, error);
  }
}

/** Whether an earlier try did it; what one left half done is cleared away. */
async function isDone(connection: Connection, schema: string, { concurrently }: MigrationStatement): Promise<boolean> {
  if (!concurrently) return false;
  const { action, index } = concurrently;
  if (action === "rebuild") {
    for (const { name } of await connection.send<{ name: string }>(readLeftovers(schema, index)))
      await connection.send(dropConcurrently(name));
    return false;
  }
  const [found] = await connection.send<IndexState>(readIndex(schema, index));
  if (action === "drop") return found === undefined;
  if (found && !found.isValid) await connection.send(dropConcurrently(index));
  return found?.isValid === true;
}
