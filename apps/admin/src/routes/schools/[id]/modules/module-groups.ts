import { MODULE_RECORDS, MODULES, type ModuleGroup, type ModuleName } from "@pepro/contracts";

export function modulesOf(group: ModuleGroup): ModuleName[] {
  return MODULES.filter((name) => MODULE_RECORDS[name].group === group);
}
