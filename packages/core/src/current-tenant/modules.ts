import { MODULES } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, everyone } from "../executor/index.ts";

const ALL_ON = Object.fromEntries(MODULES.map((name) => [name, true]));

/** The modules of this host's school as they are stored; all of them on the main host. */
export const currentModules = defineUseCase({
  name: "currentTenant.modules",
  permission: everyone,
  access: "read",
  on: "none",
  input: z.void(),
  output: z.record(z.string(), z.boolean()),
  run: async ({ tenant }) => (tenant ? (tenant.modulesEnabled as Record<string, boolean>) : { ...ALL_ON }),
});
