import { PeproError } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone } from "../executor/index.ts";

/** Turns away a change that another site's page sent, and says so in the trail: a visitor of it was used. */
export const refuseOrigin = defineUseCase({
  name: "origins.present",
  permission: everyone,
  access: "write",
  on: "none",
  input: z.object({ origin: z.string() }),
  output: z.never(),
  run: async ({ note }, { origin }) => {
    note({ target: { kind: "origin", id: origin } });
    throw new PeproError("origin_refused", { origin });
  },
});
