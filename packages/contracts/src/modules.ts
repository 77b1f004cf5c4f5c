import * as z from "zod";

/** Every module a school can switch on, in the order menus show them. Adding a module starts here. */
export const MODULES = [
  "authentication",
  "schools",
  "timetable",
  "attendance",
  "grades",
  "homework",
  "messaging",
  "student_records",
  "ai_analytics",
] as const;

export type ModuleName = (typeof MODULES)[number];

/** A stored map: modules left out of it are off. */
export type ModuleMap = Partial<Record<ModuleName, boolean>>;

/** What a school gets when nothing is said: all but the AI module (legacy contract, «Modules known»). */
export const DEFAULT_MODULES: Readonly<Record<ModuleName, boolean>> = Object.freeze(
  Object.fromEntries(MODULES.map((name) => [name, name !== "ai_analytics"])) as Record<ModuleName, boolean>,
);

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

export function isModuleName(name: string): name is ModuleName {
  return (MODULES as readonly string[]).includes(name);
}

/** Whether a school has a module; one left out of its map is off. */
export function hasModule(map: ModuleMap, name: ModuleName): boolean {
  return map[name] === true;
}
