import type { ValidationIssue } from "./errors.ts";

/** A fault as zod reports it. */
type ZodFault = { readonly path: readonly PropertyKey[]; readonly message: string; readonly code?: string | undefined };

/**
 * A fault of zod's in our own terms. Our rules carry their name as the message; the others are named by zod's code, a
 * value that is not there `required`.
 *
 * @param whole what was parsed.
 */
export function validationIssue(issue: ZodFault, whole: unknown): ValidationIssue {
  const {
    path,
    message,
    code = "custom",
    params,
    input: _input,
    ...facts
  } = issue as ZodFault & {
    params?: Record<string, unknown>;
    input?: unknown;
  };
  const isMissing = code.startsWith("invalid_") && path.length > 0 && valueAt(whole, path) === undefined;
  const rule = /^[a-z]+(_[a-z]+)*$/.test(message) ? message : isMissing ? "required" : code;
  return { path: path.filter((key) => typeof key !== "symbol"), rule, params: { code, ...facts, ...params } };
}

function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((holder, key) => (holder as Record<PropertyKey, unknown> | undefined)?.[key], whole);
}
