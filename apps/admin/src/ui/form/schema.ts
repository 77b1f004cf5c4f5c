import type { ValidationIssue } from "@pepro/contracts";

/** What a form needs of a zod schema: types on both sides, and a verdict. */
export type FormSchema<Input, Output> = {
  readonly _zod?: { readonly input: Input; readonly output: Output };
  safeParse(
    value: unknown,
  ): { success: true; data: Output } | { success: false; error: { issues: readonly FormIssue[] } };
};

/** A fault as zod names it, or as one of our own rules does. */
export type FormIssue = { readonly path: readonly PropertyKey[]; readonly message: string; readonly code?: string };

/** By the dotted path of its field; the first fault of each. */
export type Issues = Readonly<Record<string, ValidationIssue>>;

export function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

/** Dotted paths to the values of a form. */
export type Path<T> = {
  [Key in keyof T & string]-?: NonNullable<T[Key]> extends readonly unknown[] | Date
    ? Key
    : NonNullable<T[Key]> extends object
      ? Key | `${Key}.${Path<NonNullable<T[Key]>>}`
      : Key;
}[keyof T & string];

/** The value at a dotted path. */
export type At<T, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<NonNullable<T[Head]>, Rest>
    : never
  : P extends keyof T
    ? T[P]
    : never;

export function valueAt(whole: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((holder, key) => (holder as Record<string, unknown> | undefined)?.[key], whole);
}
