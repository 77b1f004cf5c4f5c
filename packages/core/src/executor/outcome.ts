import { ERROR_TABLE, type ErrorCode, isPeproError } from "@pepro/contracts";
import { isConnectionError, sqlstateOf } from "@pepro/db";

/** No attempt at anything: an account that was removed while its owner had the page open. */
const NO_ATTEMPT: ErrorCode = "user_not_found";

/** The exit code that all refusals share (docs/cli.md). */
const REFUSED_EXIT = 4;

/**
 * How an error is told in the trail: somebody was turned away, or something of ours failed. Undefined for what leaves no
 * entry: a wrong input, a state that does not allow it, a database that is away.
 */
export function outcomeOf(error: unknown): "refused" | "failed" | undefined {
  if (!isPeproError(error)) return isAway(error) ? undefined : "failed";
  const { exit, http } = ERROR_TABLE[error.code];
  if (exit === REFUSED_EXIT) return error.code === NO_ATTEMPT ? undefined : "refused";
  return http === 500 ? "failed" : undefined;
}

function isAway(error: unknown): boolean {
  return isConnectionError(error) || (error as { code?: unknown } | null)?.code === "POOL_TIMEOUT";
}

/** What failed, in a word. Never the message, which can hold what somebody typed. */
export function reasonOf(error: unknown): string {
  if (isPeproError(error)) return error.code;
  return sqlstateOf(error) ?? (error instanceof Error ? error.name : "unknown");
}
