import type { ErrorFields, ValidationIssue } from "@pepro/contracts";

/** One fault of an input, with its sentence in the client's language. */
export type WordedIssue = ValidationIssue & { message: string };

/** The server's codes with their fields, and what can keep its answer from arriving. */
export type ClientErrorFields = Omit<ErrorFields, "validation_failed"> & {
  validation_failed: { issues: readonly WordedIssue[] };
  /** Nothing answered: offline, a name that does not resolve, a connection refused or cut. */
  network: { reason: string };
  /** No whole answer within the client's `timeoutMs`. A change that was sent may still have been made. */
  timeout: { afterMs: number };
  /** The caller's own `signal`. */
  aborted: Record<never, never>;
  /** Something answered that is not our server, or not all of it came. `status` is HTTP's. */
  answer_unreadable: { status: number };
};

export type ClientErrorCode = keyof ClientErrorFields;

/** Codes by which the server says that nobody, or nobody any more, is signed in. */
export const SIGNED_OUT_CODES: readonly string[] = [
  "unauthenticated",
  "token_invalid",
  "user_inactive",
  "user_not_found",
] satisfies ClientErrorCode[];
