import { DEFAULT_MODULES as DEFAULTS, isModuleName } from "@pepro/contracts";

/** The modules of the old service, as it gave them to a new school. */
const OLD_MODULES = {
  authentication: true,
  schools: true,
  timetable: true,
  attendance: true,
  grades: true,
  homework: true,
  messaging: true,
  student_records: true,
  ai_analytics: false,
};

/** What a new school has: the modules of the old service as it gave them, and those that came after it. */
export const DEFAULT_MODULES: Readonly<Record<string, boolean>> = { ...DEFAULTS, ...OLD_MODULES };

/** An answer as the old service would have given it: its maps and lists of modules without those that came after it. */
export function withoutNewModules(answer: unknown): unknown {
  if (Array.isArray(answer)) return (isList(answer) ? answer.filter(isOld) : answer).map(withoutNewModules);
  if (typeof answer !== "object" || answer === null) return answer;
  const members = isMap(answer) ? Object.entries(answer).filter(([key]) => isOld(key)) : Object.entries(answer);
  return Object.fromEntries(members.map(([key, value]) => [key, withoutNewModules(value)]));
}

function isOld(name: string): boolean {
  return Object.hasOwn(OLD_MODULES, name);
}

function isList(items: readonly unknown[]): items is string[] {
  return items.every((item) => typeof item === "string" && isModule(item));
}

function isMap(value: object): boolean {
  return Object.entries(value).every(([key, on]) => isModule(key) && typeof on === "boolean");
}

function isModule(name: string): boolean {
  return isOld(name) || isModuleName(name);
}
