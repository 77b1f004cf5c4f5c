import type { FormSchema } from "./schema.ts";

/**
 * A schema that only asks for fields not to be empty. For the sign-in page, which would otherwise weigh twice as much:
 * zod alone is 25 kB, and the server says the rest.
 */
export function requireFields<Input extends Record<string, string>>(
  ...names: (keyof Input & string)[]
): FormSchema<Input, Input> {
  return {
    safeParse: (value) => {
      const input = value as Input;
      const issues = names
        .filter((name) => input[name]?.trim() === "")
        .map((name) => ({ path: [name], message: "blank", code: "custom" }));
      return issues.length === 0 ? { success: true, data: input } : { success: false, error: { issues } };
    },
  };
}
