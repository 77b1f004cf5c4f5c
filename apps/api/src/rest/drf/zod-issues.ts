import type * as z from "zod";
import type { FieldErrors } from "./fields.ts";
import type { Lang } from "./language.ts";
import { textOf } from "./python.ts";
import { type Text, textFor } from "./texts.ts";

type Issue = z.core.$ZodIssue;
type Received = { value: unknown } | "undefined" | "null" | "unknown";

const RECEIVED = ["undefined", "null"] as const;

interface Options {
  lang: Lang;
  /** The text of one of the product's own message keys; undefined for a key it does not know. */
  translate?: (key: string, params: Record<string, unknown>) => string | undefined;
  /** What was parsed: tells an absent value from a wrong one, and is quoted by a refused choice. */
  input?: unknown;
}

/**
 * Words the issues of a use case's input as DRF words its own: messages by the wire name of the field that holds
 * the fault (`maxStudents` → `max_students`), `non_field_errors` for the input as a whole, each message once.
 * An issue whose message is a key (snake_case) that `translate` knows is said by it; the others by their code.
 */
export function fieldErrorsOf(issues: readonly Issue[], { lang, translate, input }: Options): FieldErrors {
  const text = textFor(lang);
  const errors: FieldErrors = {};
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") continue;
    const field = issue.path.length ? snakeCase(String(issue.path[0])) : "non_field_errors";
    const message = translated(issue, translate) ?? messageOf(issue, receivedBy(issue, input), text);
    errors[field] ??= [];
    if (!errors[field].includes(message)) errors[field].push(message);
  }
  return errors;
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const isKey = (message: string) => /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(message);

function translated(issue: Issue, translate: Options["translate"]): string | undefined {
  if (!translate || !isKey(issue.message)) return undefined;
  const { code: _code, path: _path, message: _message, ...facts } = issue;
  const params = issue.code === "custom" ? { ...issue.params } : facts;
  return translate(issue.message, params);
}

function messageOf(issue: Issue, received: Received, text: Text): string {
  switch (issue.code) {
    case "too_small":
      return tooSmall(issue, text);
    case "too_big":
      return tooBig(issue, text);
    case "invalid_type":
      return absence(received, text) ?? wrongType(issue.expected, text);
    case "invalid_value":
      return absence(received, text) ?? wrongChoice(received, text);
    case "invalid_format":
      return wrongFormat(issue.format, text);
    case "custom":
      return isKey(issue.message) || issue.message === "Invalid input" ? text("invalid") : issue.message;
    default:
      return text("invalid");
  }
}

function absence(received: Received, text: Text): string | undefined {
  if (received === "undefined") return text("required");
  return received === "null" ? text("null") : undefined;
}

const isNumeric = (origin: string) => ["number", "int", "bigint"].includes(origin);

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall, text: Text): string {
  if (origin === "string") return minimum === 1 ? text("blank") : text("min_length", { min_length: minimum });
  if (!isNumeric(origin)) return text("invalid");
  return text("min_value", { min_value: inclusive === false ? step(minimum, 1) : minimum });
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig, text: Text): string {
  if (origin === "string") return text("max_length", { max_length: maximum });
  if (!isNumeric(origin)) return text("invalid");
  return text("max_value", { max_value: inclusive === false ? step(maximum, -1) : maximum });
}

/** The nearest whole number inside an exclusive bound. */
const step = (bound: number | bigint, by: number) => (typeof bound === "bigint" ? bound + BigInt(by) : bound + by);

function wrongType(expected: string, text: Text): string {
  if (expected === "string") return text("not_a_string");
  if (expected === "boolean") return text("boolean");
  return isNumeric(expected) ? text("integer") : text("invalid");
}

const wrongChoice = (received: Received, text: Text) =>
  typeof received === "object" ? text("invalid_choice", { input: textOf(received.value) }) : text("invalid");

function wrongFormat(format: string, text: Text): string {
  if (format === "email" || format === "url") return text(format);
  if (format === "uuid" || format === "guid") return text("uuid");
  return format === "regex" ? text("pattern") : text("invalid");
}

/** Zod drops the value from an issue: look it up in the input or, without one, in zod's own wording. */
function receivedBy(issue: Issue, input: unknown): Received {
  if (input === undefined) return RECEIVED.find((type) => issue.message.endsWith(`received ${type}`)) ?? "unknown";
  const value = issue.path.reduce<unknown>((holder, key) => (isHolder(holder) ? holder[key] : undefined), input);
  if (value === undefined) return "undefined";
  return value === null ? "null" : { value };
}

const isHolder = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === "object" && value !== null;
