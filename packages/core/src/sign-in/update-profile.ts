import { profileChange, userView } from "@pepro/contracts";
import { defineUseCase, signedIn } from "../executor/index.ts";
import { personOf } from "./person.ts";

/** What people may change of their own account. Their role, address and state are the administrator's business. */
export const updateProfile = defineUseCase({
  name: "auth.updateProfile",
  permission: signedIn,
  access: "write",
  on: "account",
  input: profileChange,
  output: userView,
  run: async ({ core, actor, tx, note }, change) => {
    const { before, after } = await core.auth.updateUser(tx, personOf(actor).userId, change);
    const changed = (["firstName", "lastName", "phoneNumber"] as const).filter(
      (field) => before[field] !== after[field],
    );
    const changes = changed.map((field) => [field, { from: before[field], to: after[field] }]);
    note({ target: { kind: "user", id: after.id }, changes: Object.fromEntries(changes) });
    return after;
  },
});
