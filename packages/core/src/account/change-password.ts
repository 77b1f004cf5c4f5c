import { changePasswordInput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, ownAccount, signedIn } from "../executor/index.ts";
import { personOf } from "../sign-in/person.ts";
import { scopeOfActor } from "../sign-in/scope.ts";
import { entryEndingStays } from "./own-stays.ts";

/** Asks for the current password; every other session and token of the account ends, and every stay in a school. */
export const changePassword = defineUseCase({
  name: "auth.changePassword",
  permission: ownAccount(signedIn),
  access: "write",
  on: "none",
  input: changePasswordInput,
  output: z.void(),
  run: async (context, given) => {
    const { core, actor, tenant, meta, note } = context;
    const { userId, sessionId } = personOf(actor);
    note({ target: { kind: "user", id: userId } });
    const scope = scopeOfActor(actor, tenant);
    await core.auth.password.change(scope, { userId, sessionId }, given, meta, entryEndingStays(context));
  },
});
