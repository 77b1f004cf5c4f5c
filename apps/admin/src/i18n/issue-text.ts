import type { ValidationIssue } from "@pepro/contracts";
import { createComputed } from "solid-js";
import { useText } from "./i18n.tsx";

/** Rules of zod that say nothing without what they are about: a text, a number, a list. */
const ABOUT = /^(?:too_small|too_big|invalid_type|invalid_format)$/;

/** The sentence for one fault of a field: the rule that it breaks, or the code of an error that belongs to one. */
export function useIssueText(): (issue: ValidationIssue) => string {
  const t = useText("rules") as (key: string, params?: object) => string;
  // The page waits for them now, and not where the first fault is shown.
  createComputed(() => t("rule.other"));
  return ({ rule, params = {} }) => {
    const about = ABOUT.test(rule) ? `.${aboutOf(rule, params)}` : "";
    const { values, ...rest } = params;
    const own = t(`rule.${rule}${about}`, { ...rest, values: Array.isArray(values) ? values.join(", ") : "" });
    return own || t("rule.other");
  };
}

function aboutOf(rule: string, params: Readonly<Record<string, unknown>>): unknown {
  const about = rule === "invalid_format" ? params.format : (params.expected ?? params.origin);
  return about === "int" ? "number" : about;
}
