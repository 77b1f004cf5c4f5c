import * as z from "zod";
import { defineUseCase, superAdmin } from "../executor/index.ts";
import { finding } from "./finding.ts";
import { lookAt } from "./look.ts";

/**
 * Looks whether the installation is as it should be: what is closed, whose rights reach where, which roles belong to
 * nobody, whether versions agree. That the secret is this installation's was checked when it was opened.
 */
export const checkInstallation = defineUseCase({
  name: "doctor.check",
  permission: superAdmin,
  access: "read",
  on: "none",
  input: z.void(),
  output: z.object({ findings: z.array(finding) }),
  run: async ({ core }) => ({ findings: await lookAt(core) }),
});
