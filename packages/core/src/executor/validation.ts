import { PeproError, type ValidationIssue } from "@pepro/contracts";
import type * as z from "zod";

/** Parses an input. @throws PeproError `validation_failed` with every fault, in the order of the schema. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new PeproError("validation_failed", { issues: parsed.error.issues.map(issueOf) });
}

/** Our rules carry their name as the message; the others are named by zod's code. */
function issueOf(issue: z.core.$ZodIssue): ValidationIssue {
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
  const rule = /^[a-z]+(_[a-z]+)*$/.test(message) ? message : code;
  return { path: path.filter((key) => typeof key !== "symbol"), rule, params: { code, ...facts, ...params } };
}
