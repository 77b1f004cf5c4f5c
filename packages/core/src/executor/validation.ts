import { PeproError, type ValidationIssue } from "@pepro/contracts";
import type * as z from "zod";

/** Parses an input. @throws PeproError `validation_failed` with every fault, in the order of the schema. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new PeproError("validation_failed", { issues: parsed.error.issues.map((issue) => issueOf(issue, input)) });
}

/** Our rules carry their name as the message; the others are named by zod's code, a value that is not there `required`. */
function issueOf(issue: z.core.$ZodIssue, whole: unknown): ValidationIssue {
  const {
    path,
    message,
    code,
    params,
    input: _input,
    ...facts
  } = issue as z.core.$ZodIssue & {
    params?: Record<string, unknown>;
  };
  const isMissing = code.startsWith("invalid_") && path.length > 0 && valueAt(whole, path) === undefined;
  const rule = /^[a-z]+(_[a-z]+)*$/.test(message) ? message : isMissing ? "required" : code;
  return { path: path.filter((key) => typeof key !== "symbol"), rule, params: { code, ...facts, ...params } };
}

function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((holder, key) => (holder as Record<PropertyKey, unknown> | undefined)?.[key], whole);
}
