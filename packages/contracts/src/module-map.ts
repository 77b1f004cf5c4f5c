import * as z from "zod";
import { isModuleName, MODULES, type ModuleMap } from "./modules.ts";

export const moduleName = z.enum(MODULES, { error: "module_unknown" });

/** Replaces a school's modules: unknown names and values that are not booleans are refused, `{}` brings the defaults back. */
export const moduleMap = z
  // A record would drop a key called `__proto__` unseen, and the map left empty means something else.
  .custom<Record<string, unknown>>(isMap, { error: "modules_not_map", abort: true })
  .superRefine((map, ctx) => {
    for (const { rule, module } of moduleFaults(map))
      ctx.addIssue({ code: "custom", message: rule, params: { module } });
  })
  .transform((map) => map as ModuleMap);

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export type ModuleFault = { rule: "module_unknown" | "module_not_boolean"; module: string };

/** What is wrong with a map of modules, in its order. */
export function moduleFaults(map: Readonly<Record<string, unknown>>): ModuleFault[] {
  return Object.entries(map).flatMap(([module, enabled]): ModuleFault[] => {
    if (!isModuleName(module)) return [{ rule: "module_unknown", module }];
    return typeof enabled === "boolean" ? [] : [{ rule: "module_not_boolean", module }];
  });
}
