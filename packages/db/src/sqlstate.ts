/** The SQLSTATEs we act on (PostgreSQL documentation, appendix A). */
export const SQLSTATE = {
  uniqueViolation: "23505",
  foreignKeyViolation: "23503",
  restrictViolation: "23001",
  checkViolation: "23514",
  notNullViolation: "23502",
  insufficientPrivilege: "42501",
  undefinedTable: "42P01",
  undefinedObject: "42704",
  duplicateObject: "42710",
  duplicateSchema: "42P06",
  invalidSchemaName: "3F000",
  invalidParameterValue: "22023",
  failedTransaction: "25P02",
  lockNotAvailable: "55P03",
  deadlockDetected: "40P01",
  serializationFailure: "40001",
  queryCanceled: "57014",
  adminShutdown: "57P01",
  crashShutdown: "57P02",
  cannotConnectNow: "57P03",
  tooManyConnections: "53300",
} as const;

type DatabaseError = Error & {
  code: string;
  constraint_name?: string;
  position?: string;
  detail?: string;
  hint?: string;
};

/** The SQLSTATE of an error that PostgreSQL sent, or undefined. */
export function sqlstateOf(error: unknown): string | undefined {
  return isDatabaseError(error) && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && error.name === "PostgresError";
}

/** The constraint a statement broke; absent on some engines, so never the only ground for a decision. */
export function constraintOf(error: unknown): string | undefined {
  return isDatabaseError(error) ? error.constraint_name : undefined;
}

const CONNECTION_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ERR_STREAM_DESTROYED",
]);
/** Ends of a session, by an administrator, a crash, a restart or a time limit, and a server that takes no more of them. */
const SERVER_AWAY = /^(08...|25P0[34]|57P0[1-5]|53300)$/;

/** Whether the database is away or going away, rather than refusing this one statement. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string") return error instanceof AggregateError && error.errors.some(isConnectionError);
  return CONNECTION_CODES.has(code) || (isDatabaseError(error) && SERVER_AWAY.test(code));
}
