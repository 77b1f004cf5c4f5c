import { changePasswordInput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, ownIdentity, signedIn } from "../executor/index.ts";
import { personOf } from "../sign-in/person.ts";
import { scopeOfActor } from "../sign-in/scope.ts";

/** Asks for the current password; every other session and token of the account ends. */
export const changePassword = defineUseCase({
  name: "auth.changePassword",
  permission: ownIdentity(signedIn),
  access: "write",
  on: "none",
  input: changePasswordInput,
  output: z.void(),
  run: async ({ core, actor, tenant, meta, note }, given) => {
    const { userId, sessionId } = personOf(actor);
    note({ target: { kind: "user", id: userId }, changes: { password: "changed" } });
    await core.auth.password.change(scopeOfActor(actor, tenant), { userId, sessionId }, given, meta);
  },
});
