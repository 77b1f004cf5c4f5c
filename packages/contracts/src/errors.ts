import type { AuditBreak } from "./audit.ts";
import type { ProvisioningStep } from "./provisioning.ts";

/**
 * The closed list of what can go wrong, with the structured fields of each. Doors map a code to their own terms
 * through `ERROR_TABLE`; people read the text of the same key in `messages/`.
 */
export type ErrorFields = {
  unauthenticated: Record<never, never>;
  token_invalid: { tokenType: "access" | "refresh"; reason: "invalid" | "wrong_type" };
  user_inactive: Record<never, never>;
  user_not_found: Record<never, never>;
  invalid_credentials: Record<never, never>;
  too_many_attempts: { retryAfterSeconds: number };
  two_factor_required: Record<never, never>;
  two_factor_invalid: Record<never, never>;
  sign_in_expired: Record<never, never>;
  password_incorrect: Record<never, never>;
  reset_link_invalid: Record<never, never>;
  api_key_invalid: Record<never, never>;
  impersonation_link_invalid: Record<never, never>;
  superadmin_needed: Record<never, never>;
  forbidden: Record<never, never>;
  origin_refused: { origin: string };
  module_disabled: { module: string };
  tenant_not_found: { host: string };
  tenant_inactive: { host: string };
  tenant_required: Record<never, never>;
  tenant_unavailable: { retryAfterSeconds: number };
  not_found: { entity: string; id: string };
  validation_failed: { issues: readonly ValidationIssue[] };
  request_malformed: { reason: string };
  subdomain_taken: { subdomain: string };
  schema_taken: { schemaName: string };
  domain_invalid: { domain: string };
  domain_taken: { domain: string };
  already_provisioned: { tenantId: string };
  not_provisioned: { tenantId: string };
  provisioning_failed: { step: ProvisioningStep; sqlstate?: string; reason: string };
  migration_failed: { file: string; line: number; schema: string; sqlstate: string; reason: string };
  migration_changed: { file: string; schema: string };
  schema_busy: { schema: string };
  schema_ahead: { schema: string; version: number; supported: number };
  fleet_run_active: { runId: string; state: "running" | "paused" };
  fleet_run_state: { runId: string; state: string };
  fleet_run_outdated: { runId: string; target: number; supported: number };
  opening_active: { jobId: string; state: "running" | "paused" };
  opening_state: { jobId: string; state: string };
  server_not_supported: { reason: string };
  secret_mismatch: Record<never, never>;
  secret_unusable: { path: string };
  storage_unavailable: { path: string; reason: string };
  audit_too_recent: { keptDays: number };
  audit_broken: { chain: string; kind: AuditBreak; seq: number | null };
  payload_too_large: { limitBytes: number };
  quota_exceeded: { quota: "students" | "storage"; limit: number; used: number };
  unavailable: { retryAfterSeconds: number };
  internal: { id: string };
};

export type ErrorCode = keyof ErrorFields;

/** One fault of an input: where it is, which rule it breaks, and what the rule's text needs. */
export type ValidationIssue = {
  path: readonly (string | number)[];
  rule: string;
  params?: Readonly<Record<string, unknown>>;
};

type Mapping = { http: number; trpc: string; exit: number };

/** How each code leaves by each door. Exit codes are documented in docs/cli.md. */
export const ERROR_TABLE: Readonly<Record<ErrorCode, Mapping>> = {
  unauthenticated: { http: 401, trpc: "UNAUTHORIZED", exit: 4 },
  token_invalid: { http: 401, trpc: "UNAUTHORIZED", exit: 4 },
  user_inactive: { http: 401, trpc: "UNAUTHORIZED", exit: 4 },
  user_not_found: { http: 401, trpc: "UNAUTHORIZED", exit: 4 },
  invalid_credentials: { http: 400, trpc: "UNAUTHORIZED", exit: 4 },
  too_many_attempts: { http: 429, trpc: "TOO_MANY_REQUESTS", exit: 4 },
  two_factor_required: { http: 400, trpc: "PRECONDITION_FAILED", exit: 4 },
  two_factor_invalid: { http: 400, trpc: "BAD_REQUEST", exit: 4 },
  sign_in_expired: { http: 400, trpc: "BAD_REQUEST", exit: 4 },
  password_incorrect: { http: 400, trpc: "BAD_REQUEST", exit: 4 },
  reset_link_invalid: { http: 400, trpc: "BAD_REQUEST", exit: 4 },
  api_key_invalid: { http: 401, trpc: "UNAUTHORIZED", exit: 4 },
  impersonation_link_invalid: { http: 400, trpc: "BAD_REQUEST", exit: 4 },
  superadmin_needed: { http: 400, trpc: "CONFLICT", exit: 5 },
  forbidden: { http: 403, trpc: "FORBIDDEN", exit: 4 },
  origin_refused: { http: 403, trpc: "FORBIDDEN", exit: 4 },
  module_disabled: { http: 403, trpc: "FORBIDDEN", exit: 4 },
  tenant_not_found: { http: 404, trpc: "NOT_FOUND", exit: 3 },
  tenant_inactive: { http: 404, trpc: "NOT_FOUND", exit: 3 },
  tenant_required: { http: 404, trpc: "NOT_FOUND", exit: 3 },
  tenant_unavailable: { http: 503, trpc: "SERVICE_UNAVAILABLE", exit: 6 },
  not_found: { http: 404, trpc: "NOT_FOUND", exit: 3 },
  validation_failed: { http: 400, trpc: "BAD_REQUEST", exit: 2 },
  request_malformed: { http: 400, trpc: "BAD_REQUEST", exit: 2 },
  subdomain_taken: { http: 400, trpc: "CONFLICT", exit: 5 },
  schema_taken: { http: 400, trpc: "CONFLICT", exit: 5 },
  domain_invalid: { http: 400, trpc: "BAD_REQUEST", exit: 2 },
  domain_taken: { http: 400, trpc: "CONFLICT", exit: 5 },
  already_provisioned: { http: 400, trpc: "CONFLICT", exit: 5 },
  not_provisioned: { http: 400, trpc: "PRECONDITION_FAILED", exit: 5 },
  provisioning_failed: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 7 },
  migration_failed: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 7 },
  migration_changed: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 7 },
  schema_busy: { http: 409, trpc: "CONFLICT", exit: 5 },
  schema_ahead: { http: 503, trpc: "SERVICE_UNAVAILABLE", exit: 7 },
  fleet_run_active: { http: 409, trpc: "CONFLICT", exit: 5 },
  fleet_run_state: { http: 409, trpc: "CONFLICT", exit: 5 },
  fleet_run_outdated: { http: 400, trpc: "PRECONDITION_FAILED", exit: 5 },
  opening_active: { http: 409, trpc: "CONFLICT", exit: 5 },
  opening_state: { http: 409, trpc: "CONFLICT", exit: 5 },
  server_not_supported: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 7 },
  secret_mismatch: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 7 },
  secret_unusable: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 7 },
  storage_unavailable: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 7 },
  audit_too_recent: { http: 400, trpc: "PRECONDITION_FAILED", exit: 5 },
  audit_broken: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 8 },
  payload_too_large: { http: 413, trpc: "PAYLOAD_TOO_LARGE", exit: 2 },
  quota_exceeded: { http: 400, trpc: "CONFLICT", exit: 5 },
  unavailable: { http: 503, trpc: "SERVICE_UNAVAILABLE", exit: 6 },
  internal: { http: 500, trpc: "INTERNAL_SERVER_ERROR", exit: 1 },
};

/** The one error a use case throws on purpose. `code` narrows `fields`. */
export class PeproError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "PeproError";
  readonly code: Code;
  readonly fields: ErrorFields[Code];

  constructor(code: Code, fields: ErrorFields[Code], options?: { cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.fields = fields;
  }
}

/** Narrows an unknown error to one code: `isPeproError(e, "domain_taken") && e.fields.domain`. */
export function isPeproError<Code extends ErrorCode>(error: unknown, code: Code): error is PeproError<Code>;
export function isPeproError(error: unknown): error is PeproError;
export function isPeproError(error: unknown, code?: ErrorCode): boolean {
  return error instanceof PeproError && (code === undefined || error.code === code);
}
