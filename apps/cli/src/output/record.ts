import { pad, visible, widthOf } from "./width.ts";

/** Labels and values, a line each, the values under one another; a value without text is left out. */
export function record(fields: readonly (readonly [label: string, value: string])[], indent = "  "): string {
  const shown = fields.filter(([, value]) => value !== "");
  const width = Math.max(0, ...shown.map(([label]) => widthOf(label)));
  return shown.map(([label, value]) => `${indent}${pad(label, width)}  ${visible(value)}`).join("\n");
}
