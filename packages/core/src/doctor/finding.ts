import * as z from "zod";

/** What the installation is checked for, in the order it is told. */
export const CHECKS = [
  "functions",
  "languages",
  "limits",
  "database",
  "runtime_login",
  "role_attributes",
  "role_memberships",
  "role_ownership",
  "schema_rights",
  "table_rights",
  "definer_functions",
  "missing_roles",
  "orphan_roles",
  "orphan_schemas",
  "versions",
  "secret",
] as const;

/**
 * `sound`: as it should be. `possible`: open, on a server that is not ours to close. `broken`: open, or wrong, and to be
 * mended.
 */
export const finding = z.object({
  check: z.enum(CHECKS),
  verdict: z.enum(["sound", "possible", "broken"]),
  /** What it was found in: names of functions, roles, schemas. */
  items: z.array(z.string()),
});
export type Finding = z.infer<typeof finding>;
export type Check = Finding["check"];
