import { changePasswordInput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, ownIdentity, signedIn } from "../executor/index.ts";
import { accountEntry } from "../sign-in/entry.ts";
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
  run: async (context, given) => {
    const { core, actor, tenant, meta, note } = context;
    const { userId, sessionId } = personOf(actor);
    note({ target: { kind: "user", id: userId } });
    const scope = scopeOfActor(actor, tenant);
    await core.auth.password.change(scope, { userId, sessionId }, given, meta, accountEntry(context));
  },
});
