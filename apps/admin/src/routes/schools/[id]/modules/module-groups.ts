import { MODULES, type ModuleName } from "@pepro/contracts";

export const GROUPS = ["base", "teaching", "around"] as const;
export type Group = (typeof GROUPS)[number];

/** Where each module is shown; one that is new to the contract has no place here until it is given one. */
const GROUP_OF: Readonly<Record<ModuleName, Group>> = {
  authentication: "base",
  schools: "base",
  student_records: "base",
  timetable: "teaching",
  attendance: "teaching",
  grades: "teaching",
  homework: "teaching",
  messaging: "around",
  ai_analytics: "around",
};

export function modulesOf(group: Group): ModuleName[] {
  return MODULES.filter((name) => GROUP_OF[name] === group);
}
