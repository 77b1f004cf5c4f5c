import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { planSchool } from "./plan/index.ts";
import { insertRows, putPasswords, readUserId } from "./queries.ts";
import { DEMO_SCHOOLS, demoEmail } from "./schools.ts";
import { TABLES, type TableName } from "./tables.ts";

/**
 * Fills an empty demo school. All of it goes in with one transaction, so its academic year is the mark that it is done.
 * @throws RangeError for a school that is none of the demo's
 */
export const fillDemoSchool = defineUseCase({
  name: "demo.fill",
  permission: superAdmin,
  access: "write",
  on: "tenant",
  input: z.object({ passwordHash: z.string() }),
  output: z.object({ rows: z.int() }),
  run: async ({ tenant, tx, now, note }, { passwordHash }) => {
    const school = DEMO_SCHOOLS.find(({ subdomain }) => subdomain === tenant.subdomain);
    if (!school) throw new RangeError(`not a demo school: ${tenant.subdomain}`);
    const adminId = await readUserId(tx, demoEmail(school, "admin"));
    if (!adminId) throw new RangeError(`${tenant.subdomain} has lost its administrator`);
    const rows = planSchool(school, adminId, now);
    const filled = (Object.keys(TABLES) as TableName[]).filter((table) => rows[table].length > 0);
    await Promise.all(
      [...filled.map((table) => insertRows(table, rows[table])), putPasswords(passwordHash)].map(tx.query),
    );
    const count = filled.reduce((sum, table) => sum + rows[table].length, 0);
    note({ target: { kind: "tenant", id: tenant.id }, changes: { rows: count } });
    return { rows: count };
  },
});
