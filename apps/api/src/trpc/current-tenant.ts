import { currentFeatures, currentInfo, currentModules, currentTheme } from "@pepro/core";
import { queryOf, router } from "./procedure.ts";

/** The school of the host that is asked. */
export const currentTenant = router({
  info: queryOf(currentInfo),
  theme: queryOf(currentTheme),
  modules: queryOf(currentModules),
  features: queryOf(currentFeatures),
});
