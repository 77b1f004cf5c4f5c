import { isPeproError, PeproError } from "@pepro/contracts";
import { isConnectionError, type Log } from "@pepro/core";

/** Seconds after which a client may try again while the database is away. */
const RETRY_AFTER_SECONDS = 2;

/** Any error as one of ours. What nobody foresaw is logged whole and shown as an id. */
export function faultOf(error: unknown, requestId: string, log: Log): PeproError {
  if (isPeproError(error)) return error;
  const isPoolTimeout = (error as { code?: unknown } | null)?.code === "POOL_TIMEOUT";
  // A login that was good is refused: somebody is changing it, and requests can only wait.
  const isLoginRefused = (error as { code?: unknown } | null)?.code === "28P01";
  if (isPoolTimeout || isLoginRefused || isConnectionError(error)) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn("database unavailable", { requestId, reason });
    return new PeproError("unavailable", { retryAfterSeconds: RETRY_AFTER_SECONDS }, { cause: error });
  }
  log.error("unexpected error", error, { requestId });
  return new PeproError("internal", { id: requestId }, { cause: error });
}
