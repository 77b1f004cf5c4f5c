import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { announceAll } from "./queries.ts";

/** Makes every process forget which school each host leads to; they read it again as they are asked. */
export const clearResolution = defineUseCase({
  name: "resolution.clear",
  permission: superAdmin,
  access: "write",
  on: "platform",
  input: z.void(),
  output: z.void(),
  run: async ({ core, tx, note, afterCommit }) => {
    await tx.query(announceAll());
    afterCommit(() => core.resolver.directory.invalidate("all"));
    note({ target: { kind: "cache", id: "resolution" } });
  },
});
