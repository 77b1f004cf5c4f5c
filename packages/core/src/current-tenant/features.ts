import { featuresView, hasModule, MODULES, PeproError } from "@pepro/contracts";
import * as z from "zod";
import { defineUseCase, orKey, signedIn } from "../executor/index.ts";

/** What a front end needs to draw a school's menus and formats in one call. */
export const currentFeatures = defineUseCase({
  name: "currentTenant.features",
  permission: orKey(signedIn, "school:read"),
  access: "read",
  on: "none",
  input: z.void(),
  output: featuresView,
  run: async ({ tenant }) => {
    if (!tenant) throw new PeproError("tenant_required", {});
    const { language, timezone, dateFormat, timeFormat } = tenant.settings;
    return {
      modules: Object.fromEntries(MODULES.map((name) => [name, hasModule(tenant.modulesEnabled, name)])),
      maxStudents: tenant.maxStudents,
      maxStorageGb: tenant.maxStorageGb,
      language,
      timezone,
      dateFormat,
      timeFormat,
    };
  },
});
