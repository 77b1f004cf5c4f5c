import { passwordResetInput } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone } from "../executor/index.ts";
import { scopeOfHost } from "../sign-in/scope.ts";
import { entryEndingStays } from "./own-stays.ts";

/** Sets a new password by the secret of a link, once; every session and token of the account ends, and every stay in a school. */
export const resetPassword = defineUseCase({
  name: "auth.resetPassword",
  permission: everyone,
  access: "write",
  on: "none",
  input: passwordResetInput,
  output: z.void(),
  run: (context, given) => {
    const { core, tenant, meta } = context;
    return core.auth.password.reset(scopeOfHost(tenant), given, meta, entryEndingStays(context));
  },
});
