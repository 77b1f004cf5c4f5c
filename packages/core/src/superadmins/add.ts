import { addedSuperAdmin, addSuperAdminInput, PeproError } from "@pepro/contracts";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { randomPassword } from "../provisioning/index.ts";
import { readSuperAdmin, readSuperAdminById } from "./queries.ts";
import { viewOf } from "./view.ts";

/** Makes a further super-admin, with a password that is shown this once. */
export const addSuperAdmin = defineUseCase({
  name: "superAdmins.create",
  permission: ownIdentity(superAdmin),
  access: "write",
  on: "platform",
  input: addSuperAdminInput,
  output: addedSuperAdmin,
  run: async ({ core, tx, note }, { email, firstName, lastName }) => {
    if (await readSuperAdmin(tx, email))
      throw new PeproError("validation_failed", { issues: [{ path: ["email"], rule: "email_taken" }] });
    const password = randomPassword();
    const passwordHash = await core.auth.passwords.hash(password);
    const names = { username: email, email, firstName, lastName };
    const id = await core.auth.insertUser(tx, { ...names, userType: "superadmin", passwordHash, isVerified: true });
    note({ target: { kind: "superadmin", id }, changes: { email: { from: null, to: email } } });
    const row = await readSuperAdminById(tx, id);
    if (!row) throw new PeproError("user_not_found", {});
    return { superAdmin: viewOf(row), password };
  },
});
