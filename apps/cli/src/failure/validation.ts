import { issueText, type Language, type ValidationIssue } from "@pepro/contracts";
import type { Fault } from "@pepro/runtime";
import type { Command } from "../program/command.ts";

type Circumstances = { language: Language; command?: Command | undefined };

/** The faults of an input, each at the flag or argument that it came by, each said once. */
export function validationFaults(issues: readonly ValidationIssue[], circumstances: Circumstances): Fault[] {
  const faults = issues.map((issue) => ({
    where: flagOf(issue.path, circumstances),
    message: issueText(issue, circumstances.language),
  }));
  const first = (fault: Fault) =>
    faults.findIndex(({ where, message }) => where === fault.where && message === fault.message);
  return faults.filter((fault, index) => first(fault) === index);
}

/** The flag of a field: as the command says, else the field's own name: `admin.firstName` is `--admin-first-name`. */
function flagOf(path: ValidationIssue["path"], { command, language }: Circumstances): string {
  if (command?.argument && path[0] === command.argument.field) return command.argument.name[language];
  const names = path.filter((key) => typeof key === "string");
  for (let length = names.length; length > 0; length--) {
    const known = command?.fields?.[names.slice(0, length).join(".")];
    if (known) return known;
  }
  return `--${names.map(kebab).join("-")}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
