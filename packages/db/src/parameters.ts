import { Json, type Parameter } from "./statement.ts";

/** PostgreSQL's text form of a parameter; the server infers its type from where it stands. */
export function encodeParameter(value: Parameter): string | null {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? "t" : "f";
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Json) return JSON.stringify(value.value);
  if (value instanceof Uint8Array)
    return `\\x${Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  if (Array.isArray(value)) return `{${value.map(encodeElement).join(",")}}`;
  return String(value);
}

function encodeElement(value: Parameter): string {
  if (Array.isArray(value)) return encodeParameter(value) ?? "NULL";
  const text = encodeParameter(value);
  return text === null ? "NULL" : `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
