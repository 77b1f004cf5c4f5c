import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { replacePasswords } from "./queries.ts";
import { DEMO_SCHOOLS } from "./schools.ts";

/** Changes the password that the accounts of a demo school share. */
export const setDemoPassword = defineUseCase({
  name: "demo.setPassword",
  permission: superAdmin,
  access: "write",
  on: "tenant",
  input: z.object({ passwordHash: z.string() }),
  output: z.void(),
  run: async ({ tenant, tx, note }, { passwordHash }) => {
    const school = DEMO_SCHOOLS.find(({ subdomain }) => subdomain === tenant.subdomain);
    if (!school) throw new RangeError(`not a demo school: ${tenant.subdomain}`);
    await tx.query(replacePasswords(school, passwordHash));
    note({ target: { kind: "tenant", id: tenant.id }, changes: { password: "reset" } });
  },
});
