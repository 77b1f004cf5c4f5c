import { type Language, messageFor, type ValidationIssue } from "@pepro/contracts";
import type { Command } from "../program/command.ts";
import { fill, type Text } from "../text.ts";
import type { Fault } from "./failure.ts";

/** The rules of zod itself, by its code and what they are about; the product's own have their text in contracts. */
const RULES: Readonly<Record<string, Text>> = {
  "too_small.string": { fr: "Il faut au moins {minimum} caractères.", en: "At least {minimum} characters are needed." },
  "too_big.string": { fr: "{maximum} caractères au plus.", en: "{maximum} characters at most." },
  "too_small.number": { fr: "Il faut au moins {minimum}.", en: "At least {minimum} is needed." },
  "too_big.number": { fr: "{maximum} au plus.", en: "{maximum} at most." },
  "invalid_type.number": { fr: "Un nombre entier est attendu.", en: "A whole number is expected." },
  invalid_value: { fr: "Valeurs possibles : {values}.", en: "Possible values: {values}." },
  "invalid_format.email": { fr: "Adresse e-mail invalide.", en: "Invalid e-mail address." },
};
const OTHER: Text = { fr: "Valeur invalide.", en: "Invalid value." };

type Circumstances = {
  language: Language;
  command?: Command | undefined;
  flags?: Readonly<Record<string, unknown>> | undefined;
};

/** The faults of an input, each at the flag or argument that it came by, each said once. */
export function validationFaults(issues: readonly ValidationIssue[], circumstances: Circumstances): Fault[] {
  const faults = issues.map((issue) => {
    const where = flagOf(issue.path, circumstances);
    return { where, message: wording(issue, where, circumstances) };
  });
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

function wording(issue: ValidationIssue, where: string, { language, flags = {} }: Circumstances): string {
  const own = messageFor(issue.rule, language, issue.params);
  if (own) return own;
  if (where.startsWith("--") && flags[camel(where)] === undefined)
    return messageFor("required", language) ?? issue.rule;
  const { origin, expected, format, values, minimum, maximum } = (issue.params ?? {}) as Record<string, unknown>;
  const about = issue.rule === "invalid_format" ? format : (expected ?? origin);
  const rule = RULES[`${issue.rule}.${about === "int" ? "number" : about}`] ?? RULES[issue.rule] ?? OTHER;
  const possible = Array.isArray(values) ? values.join(", ") : "";
  return fill(rule[language], { minimum: String(minimum), maximum: String(maximum), values: possible });
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function camel(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
