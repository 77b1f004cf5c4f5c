import { passwordResetInput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone } from "../executor/index.ts";
import { scopeOfHost } from "../sign-in/scope.ts";

/** Sets a new password by the secret of a link, once; every session and token of the account ends. */
export const resetPassword = defineUseCase({
  name: "auth.resetPassword",
  permission: everyone,
  access: "write",
  on: "none",
  input: passwordResetInput,
  output: z.void(),
  run: async ({ core, tenant, meta, note }, given) => {
    const { userId } = await core.auth.password.reset(scopeOfHost(tenant), given, meta);
    note({ target: { kind: "user", id: userId }, changes: { password: "reset" } });
  },
});
