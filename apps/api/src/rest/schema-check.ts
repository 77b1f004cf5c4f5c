import { type Language, messageFor } from "@pepro/contracts";
import type * as z from "zod";
import { fieldErrorsOf } from "./drf/zod-issues.ts";

/** A field's `check` that asks the contract: the text of the first rule that the value breaks. */
export function checkedBy(schema: z.ZodType, language: Language): (value: unknown) => string | undefined {
  return (value) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return undefined;
    const issues = parsed.error.issues.slice(0, 1).map((issue) => ({ ...issue, path: [] }));
    const translate = (key: string, params: Record<string, unknown>) => messageFor(key, language, params);
    return fieldErrorsOf(issues, { lang: language, translate, input: value }).non_field_errors?.[0];
  };
}
