import { superAdminView } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, ownIdentity, superAdmin } from "../executor/index.ts";
import { readSuperAdmins } from "./queries.ts";
import { viewOf } from "./view.ts";

export const listSuperAdmins = defineUseCase({
  name: "superAdmins.list",
  permission: ownIdentity(superAdmin),
  access: "read",
  on: "platform",
  input: z.void(),
  output: z.array(superAdminView),
  run: async ({ tx }) => (await readSuperAdmins(tx)).map(viewOf),
});
