import {
  type Connection,
  isDatabaseError,
  type Pool,
  quoteIdentifier,
  rawSql,
  SQLSTATE,
  sqlstateOf,
  statementsBefore,
} from "@pepro/db";
import { failure, withRoles } from "./apply.ts";
import type { ApplyToSchools, SchoolToApply } from "./apply-schools.ts";
import { type Migration, type MigrationStatement, plainly } from "./bundle.ts";
import { lockSchema, recordAfter } from "./queries.ts";

/** A school's transaction from `begin` to `commit`, and what it applies. */
export type WholeTransaction = {
  schema: string;
  files: readonly Migration[];
  /** What opens it and records the files, the files' statements, and the commit. */
  texts: readonly string[];
  statements: readonly (MigrationStatement & { migration: Migration })[];
};

/** How far a message got: so many schools are done, and at the next one something was amiss. */
export type Sent = { done: number; refused: boolean; fault?: { error: unknown } };

/** Statements that leave nothing behind on a connection, and ask nothing of whoever sends them. */
const PLAIN = /^(alter|comment|create|delete|drop|grant|insert|revoke|select|update|with)\b/i;

const SEPARATOR = ";\n";
/** The statement that refuses where the ledger is not as expected. */
const RECORDING = 4;

/**
 * The transaction that takes a school from the version it is believed to be at up to the first file that refuses one.
 * @returns undefined where the ledger has to be looked at first
 */
export function wholeTransaction(
  { migrations, fake, lockTimeoutMs }: Pick<ApplyToSchools, "migrations" | "fake" | "lockTimeoutMs">,
  { schema, version, roles }: SchoolToApply,
): WholeTransaction | undefined {
  const pending = migrations.filter((migration) => migration.version > version);
  const end = fake ? -1 : pending.findIndex(({ concurrent }) => concurrent);
  const files = end < 0 ? pending : pending.slice(0, end);
  if (version === 0 || files.length === 0) return undefined;
  const statements = fake
    ? []
    : files.flatMap((migration) =>
        migration.statements.map(({ line, text, concurrently }) => ({
          migration,
          line,
          text: withRoles(concurrently ? plainly(text) : text, roles),
        })),
      );
  if (!statements.every(({ text }) => PLAIN.test(text))) return undefined;
  const applied = migrations.filter((migration) => migration.version <= version);
  const texts = [
    "begin",
    `set local search_path to ${quoteIdentifier(schema)}`,
    `set local lock_timeout to ${Math.floor(lockTimeoutMs)}`,
    lockSchema(schema).text,
    recordAfter(applied, files, fake).text,
    ...statements.map(({ text }) => text),
    "commit",
  ];
  return { schema, files, texts, statements };
}

/**
 * Sends the transactions of several schools as one message. The server stops at the first that fails: those before it
 * are done, and nothing of those behind it was begun.
 */
export async function sendAtOnce(owner: Pool, schools: readonly WholeTransaction[]): Promise<Sent> {
  const texts = schools.flatMap((school) => school.texts);
  const connection = await owner.borrow();
  let isClean = false;
  try {
    await connection.batch(texts.join(SEPARATOR));
    isClean = true;
    return { done: schools.length, refused: false };
  } catch (error) {
    isClean = await rolledBack(connection);
    return whereOf(error, schools, texts);
  } finally {
    owner.giveBack(connection, isClean);
  }
}

function whereOf(error: unknown, schools: readonly WholeTransaction[], texts: readonly string[]): Sent {
  const failed = indexOf(error, texts);
  let at = failed;
  let done = 0;
  for (const school of schools) {
    if (at < school.texts.length) break;
    at -= school.texts.length;
    done++;
  }
  const school = schools[done];
  if (at === RECORDING && isRefusal(error)) return { done, refused: true };
  const statement = school?.statements[at - RECORDING - 1];
  if (!school || !statement) return { done, refused: false, fault: { error } };
  const told = failure(statement.migration, statement, school.schema, error, startOf(texts, failed));
  return { done, refused: false, fault: { error: told } };
}

async function rolledBack(connection: Connection): Promise<boolean> {
  try {
    await connection.send(rawSql("rollback"));
    return true;
  } catch {
    return false;
  }
}

/** The ledger is not as expected, or was written by somebody else meanwhile. */
function isRefusal(error: unknown): boolean {
  const state = sqlstateOf(error);
  return state === SQLSTATE.notNullViolation || state === SQLSTATE.uniqueViolation;
}

/** Which of the texts it was. What cannot even be read keeps the whole message from running, and tells where it is. */
function indexOf(error: unknown, texts: readonly string[]): number {
  const before = statementsBefore(error);
  if (before > 0 || !isDatabaseError(error) || !error.position) return before;
  const position = Number(error.position) - 1;
  return texts.findLastIndex((_, at) => startOf(texts, at) <= position);
}

/** Where a text begins in the message, in characters. */
function startOf(texts: readonly string[], at: number): number {
  return texts.slice(0, at).reduce((sum, text) => sum + Array.from(text).length + SEPARATOR.length, 0);
}
