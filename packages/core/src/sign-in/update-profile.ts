import { PeproError, profileChange, userView } from "@pepro/contracts";
import { defineUseCase, signedIn } from "../executor/index.ts";
import { scopeOfActor } from "./scope.ts";

/** What people may change of their own account. Their role, address and state are the administrator's business. */
export const updateProfile = defineUseCase({
  name: "auth.updateProfile",
  permission: signedIn,
  access: "write",
  on: "none",
  input: profileChange,
  output: userView,
  run: async ({ core, actor, tenant, note }, change) => {
    if (actor.kind !== "member" && actor.kind !== "superadmin") throw new PeproError("unauthenticated", {});
    const user = await core.auth.updateUser(scopeOfActor(actor, tenant), actor.userId, change);
    note({ target: { kind: "user", id: user.id }, changes: change });
    return user;
  },
});
