import { quoteIdentifier } from "@pepro/db";
import type { Repaired } from "./step.ts";

/** The group of all schools' roles, and the logins that switch to a school's. */
export type Roles = { tenants: string; logins: readonly string[] };

/** A school's role as it is made when the school is opened. */
export function roleSteps(role: string, { tenants, logins }: Roles): Repaired {
  const name = quoteIdentifier(role);
  const sql = [
    `create role ${name} nologin inherit`,
    `grant ${quoteIdentifier(tenants)} to ${name}`,
    `grant ${name} to ${logins.map(quoteIdentifier).join(", ")}`,
  ];
  return {
    difference: { object: "role", aspect: "missing", table: "", name: role, expected: role, found: null },
    steps: sql.map((text) => ({ phase: "role", sql: text })),
  };
}
