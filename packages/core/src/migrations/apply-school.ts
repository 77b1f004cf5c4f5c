import { quoteIdentifier, quoteLiteral, rawSql, SQLSTATE, sqlstateOf, type Tx, transaction } from "@pepro/db";
import { failure, withRoles } from "./apply.ts";
import type { ApplyToSchools, SchoolToApply } from "./apply-schools.ts";
import { type Migration, type MigrationStatement, plainly } from "./bundle.ts";
import { applyConcurrently } from "./concurrently.ts";
import { pendingMigrations } from "./pending.ts";
import { createLedger, lockSchema, readLedgerSince, recordMigrations } from "./queries.ts";

export type ApplyToSchoolOptions = ApplyToSchools & SchoolToApply;

/** Files in the order of their versions: applied by this call, and by attempts before it. */
export type AppliedToSchool = { now: readonly string[]; before: readonly string[] };

/**
 * Brings a school up to date in two round trips, and what runs concurrently file by file behind that: all that is
 * pending in one transaction, its ledger rows, its statements and the commit sent together once the ledger was read
 * under the school's lock. Of several at once one does the work, and no statement runs twice.
 * @throws PeproError `migration_failed`, `migration_changed`, `schema_ahead`, `schema_busy`; those of the database
 */
export async function applyToSchool(options: ApplyToSchoolOptions): Promise<AppliedToSchool> {
  const { owner, schema, roles, lockTimeoutMs } = options;
  const now: string[] = [];
  for (;;) {
    const { applied, before, next } = await applyInTransaction(options);
    now.push(...applied);
    if (!next) return { now, before: before.filter((file) => !now.includes(file)) };
    await applyConcurrently(owner, next, { schema, roles, lockTimeoutMs });
    now.push(next.file);
  }
}

type Step = { applied: string[]; before: string[]; next: Migration | undefined };

/** Applies what is pending up to the first file that refuses a transaction. */
async function applyInTransaction(options: ApplyToSchoolOptions): Promise<Step> {
  const { owner, schema, version } = options;
  const path = quoteLiteral(quoteIdentifier(schema));
  const opening = [
    rawSql(
      `select set_config('search_path', ${path}, true), set_config('lock_timeout', '${options.lockTimeoutMs}', true)`,
    ),
    lockSchema(schema),
    ...(version > 0 ? [] : [createLedger()]),
  ];
  let sent: Promise<unknown>[] = [];
  try {
    return await transaction(owner, opening, async (tx) => {
      const ledger = await readLedgerSince(tx, options.since);
      const pending = pendingMigrations(schema, options.migrations, ledger);
      const end = options.fake ? -1 : pending.findIndex(({ concurrent }) => concurrent);
      const together = end < 0 ? pending : pending.slice(0, end);
      // Nobody waits for them here: the commit leaves behind the last of them.
      sent = together.length > 0 ? send(tx, together, options) : [];
      const before = ledger.filter(({ isRecent }) => isRecent).map(({ file }) => file);
      return { applied: together.map(({ file }) => file), before, next: end < 0 ? undefined : pending[end] };
    });
  } catch (error) {
    const failed = (await Promise.allSettled(sent)).find((outcome) => outcome.status === "rejected");
    throw failed ? failed.reason : error;
  }
}

/** The ledger's rows go first, so that a racer on another connection is stopped by their key. */
function send(tx: Tx, migrations: readonly Migration[], options: ApplyToSchoolOptions): Promise<unknown>[] {
  const recorded = tx.query(recordMigrations(migrations, options.fake));
  const statements = options.fake
    ? []
    : migrations.flatMap((migration) => migration.statements.map((each) => run(tx, migration, each, options)));
  const all = [recorded, ...statements];
  for (const each of all) each.catch(() => {});
  return all;
}

async function run(
  tx: Tx,
  migration: Migration,
  statement: MigrationStatement,
  { schema, roles }: ApplyToSchoolOptions,
): Promise<void> {
  const text = withRoles(statement.concurrently ? plainly(statement.text) : statement.text, roles);
  try {
    await tx.query(rawSql(text));
  } catch (error) {
    // What a failure brought with it is no news.
    if (sqlstateOf(error) === SQLSTATE.failedTransaction) throw error;
    throw failure(migration, { line: statement.line, text }, schema, error);
  }
}
