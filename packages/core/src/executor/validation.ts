import { PeproError, validationIssue } from "@pepro/contracts";
import type * as z from "zod";

/** Parses an input. @throws PeproError `validation_failed` with every fault, in the order of the schema. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => validationIssue(issue, input));
  throw new PeproError("validation_failed", { issues });
}
