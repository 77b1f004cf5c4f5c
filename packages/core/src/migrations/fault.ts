import { type ErrorFields, type FleetFault, isPeproError, messageFor } from "@pepro/contracts";
import { isConnectionError, isDatabaseError, SQLSTATE, sqlstateOf } from "@pepro/db";
import type { Log } from "../core.ts";
import type { Migration } from "./bundle.ts";

/** How much of a statement is kept with its fault, in characters. */
const STATEMENT_KEPT = 4_000;

/** The fault to report of a school, so that the others can go on. */
export function schoolFault(
  { log, migrations }: { log: Log; migrations: readonly Migration[] },
  schema: string,
  error: unknown,
): FleetFault {
  if (isPeproError(error)) {
    const {
      file = null,
      line = null,
      sqlstate = null,
      reason,
    } = error.fields as Partial<ErrorFields["migration_failed"]>;
    return {
      code: error.code,
      fields: { ...error.fields },
      reason: reason ?? messageFor(error.code, "en", error.fields) ?? error.code,
      file,
      line,
      ...statementAt(migrations, file, line),
      sqlstate,
      hint: hintOf(error.cause),
    };
  }
  log.error("a school's migration failed", error, { schema });
  return {
    code: isConnectionError(error) ? "unavailable" : "internal",
    fields: {},
    reason: error instanceof Error ? error.message : String(error),
    ...{ file: null, line: null, statement: null, statementLine: null },
    sqlstate: sqlstateOf(error) ?? null,
    hint: hintOf(error),
  };
}

/** The statement of a file that a line is in. */
function statementAt(
  migrations: readonly Migration[],
  file: string | null,
  line: number | null,
): Pick<FleetFault, "statement" | "statementLine"> {
  const statements = migrations.find((migration) => migration.file === file)?.statements ?? [];
  const found = statements.findLast((statement) => line !== null && statement.line <= line);
  return { statement: found?.text.slice(0, STATEMENT_KEPT) ?? null, statementLine: found?.line ?? null };
}

function hintOf(error: unknown): string | null {
  return (isDatabaseError(error) && error.hint) || null;
}

/** Conflicts that are over when the other session is: a lock not had in time, a deadlock. */
const PASSING: readonly string[] = [
  SQLSTATE.lockNotAvailable,
  SQLSTATE.deadlockDetected,
  SQLSTATE.serializationFailure,
];

/** Whether the database was lost under a school's migration; what had been sent may have been committed. */
export function isLost(error: unknown): boolean {
  return isConnectionError(error) || (isPeproError(error) && isConnectionError(error.cause));
}

/** Whether the same may go well a moment later. */
export function isPassing(error: unknown): boolean {
  if (isPeproError(error, "schema_busy")) return true;
  const cause = isPeproError(error) ? error.cause : error;
  return PASSING.includes(sqlstateOf(cause) ?? "") || (cause as { code?: unknown } | null)?.code === "POOL_TIMEOUT";
}
