import { expect } from "vitest";

const SHAPES: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d$/,
  token: /^[\w-]+\.[\w-]+\.[\w-]+$/,
};

/**
 * A value with typography folded as the contract allows (no-break spaces, curly apostrophes) and every text of the
 * shape that `expected` names there (`{{uuid}}`, `{{date}}`, `{{datetime}}`, `{{token}}`) written as that name.
 */
export function folded(actual: unknown, expected?: unknown): unknown {
  if (typeof actual === "string") return shapeOf(actual, expected) ?? foldText(actual);
  if (Array.isArray(actual)) {
    const items = Array.isArray(expected) ? expected : [];
    return actual.map((item, index) => folded(item, items[index]));
  }
  if (typeof actual !== "object" || actual === null) return actual;
  const members = (expected ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(actual).map(([key, item]) => [foldText(key), folded(item, members[key])]));
}

export function expectJson(actual: unknown, expected: unknown): void {
  expect(folded(actual, expected)).toEqual(folded(expected));
}

function foldText(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ").replaceAll("\u2019", "'");
}

function shapeOf(text: string, expected: unknown): string | undefined {
  const name = typeof expected === "string" ? /^\{\{(\w+)\}\}$/.exec(expected)?.[1] : undefined;
  return name !== undefined && SHAPES[name]?.test(text) ? `{{${name}}}` : undefined;
}
