import { PeproError } from "@pepro/contracts";
import * as z from "zod";
import { shownPart } from "../auth/index.ts";
import { defineUseCase, everyone } from "../executor/index.ts";
import { scopeOfHost } from "../sign-in/scope.ts";

/** Turns away a key that opens nothing on this host, and says so in the trail: somebody tried. */
export const refuseApiKey = defineUseCase({
  name: "apiKeys.present",
  permission: everyone,
  access: "write",
  on: "none",
  input: z.object({ secret: z.string() }),
  output: z.never(),
  run: async ({ core, tenant, meta, note }, { secret }) => {
    const id = shownPart(secret);
    if (id) note({ target: { kind: "apiKey", id } });
    await core.auth.countWrongKey(scopeOfHost(tenant), meta);
    throw new PeproError("api_key_invalid", {});
  },
});
