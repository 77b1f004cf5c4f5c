import { PeproError, userView } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, signedIn } from "../executor/index.ts";
import { scopeOfActor } from "./scope.ts";

export const currentProfile = defineUseCase({
  name: "auth.profile",
  permission: signedIn,
  access: "read",
  on: "none",
  input: z.void(),
  output: userView,
  run: async ({ core, actor, tenant }) => {
    if (actor.kind !== "member" && actor.kind !== "superadmin") throw new PeproError("unauthenticated", {});
    const user = await core.auth.userView(scopeOfActor(actor, tenant), actor.userId);
    if (!user) throw new PeproError("user_not_found", {});
    return user;
  },
});
