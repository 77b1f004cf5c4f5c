import type { CharField, ChoiceField, IntegerField, PlainField, RegexField, WritableField } from "./field-spec.ts";
import { scanJson } from "./json-scanner.ts";
import { integerOf, lengthOf, strip, textOf, typeNameOf } from "./python.ts";
import type { Text } from "./texts.ts";
import { isEmail, isSlug, isWebAddress } from "./validators.ts";

/** One field's value as the client gave it. */
export interface Given {
  value: unknown;
  /** Python's text of a JSON number, where known. */
  numeral?: string | undefined;
  fromForm: boolean;
}

export type Read = { ok: true; value: unknown } | { ok: false; errors: string[] };

const good = (value: unknown): Read => ({ ok: true, value });
const bad = (...errors: string[]): Read => ({ ok: false, errors });

/** A value as messages quote it. */
export const quoted = ({ value, numeral }: Given): string =>
  value instanceof File ? value.name : textOf(value, numeral);

/** Converts and validates one value that is there and is not null. */
export function readKind(field: WritableField, given: Given, text: Text): Read {
  switch (field.kind) {
    case "integer":
      return readInteger(field, given, text);
    case "boolean":
      return readBoolean(given.value, text);
    case "choice":
      return readChoice(field, given, text);
    case "json":
      return readJson(given, text);
    case "uuid":
    case "pk":
      return readUuid(field, given, text);
    default:
      return readText(field, given, text);
  }
}

function readText(field: CharField | RegexField, { value, numeral }: Given, text: Text): Read {
  const wrongType = () => bad(typeMessage(field, text));
  if (typeof value !== "string" && typeof value !== "number") return wrongType();
  const raw = textOf(value, numeral);
  const trimmed = (field.trim ?? true) ? strip(raw) : raw;
  const errors = [...textErrors(field, trimmed, text)];
  return errors.length ? bad(...errors) : good(trimmed);
}

/** A kind's `invalid` message speaks for a wrong type too, hence «adresse e-mail» where a list was sent. */
function typeMessage(field: CharField | RegexField, text: Text): string {
  if (field.kind === "char") return text("not_a_string");
  if (field.kind === "regex") return field.message ?? text("pattern");
  return text(field.kind);
}

/** In the order in which DRF's constructors append their validators. */
function* textErrors(field: CharField | RegexField, value: string, text: Text): Generator<string> {
  for (const { pattern, message } of field.validators ?? []) if (!pattern.test(value)) yield message;
  const { maxLength, minLength } = field;
  const length = lengthOf(value);
  if (maxLength !== undefined && length > maxLength) yield text("max_length", { max_length: maxLength });
  if (minLength !== undefined && length < minLength) yield text("min_length", { min_length: minLength });
  if (value.includes("\0")) yield text("null_characters");
  const surrogate = /\p{Surrogate}/u.exec(value)?.[0].charCodeAt(0);
  if (surrogate) yield text("surrogate_characters", { code_point: surrogate.toString(16).toUpperCase() });
  if (!fitsKind(field, value)) yield typeMessage(field, text);
}

function fitsKind(field: CharField | RegexField, value: string): boolean {
  switch (field.kind) {
    case "regex":
      return field.pattern.test(value);
    case "email":
      return isEmail(value);
    case "url":
      return isWebAddress(value);
    case "slug":
      return isSlug(value);
    default:
      return true;
  }
}

const LONGEST_INTEGER_TEXT = 1000;

function readInteger({ min, max }: IntegerField, { value, numeral }: Given, text: Text): Read {
  if (typeof value !== "string" && typeof value !== "number") return bad(text("integer"));
  if (typeof value === "string" && lengthOf(value) > LONGEST_INTEGER_TEXT) return bad(text("max_string_length"));
  const whole = strip(textOf(value, numeral)).replace(/\.0*$/, "");
  const integer = integerOf(whole);
  if (integer === undefined) return bad(text("integer"));
  const errors: string[] = [];
  if (max !== undefined && integer > max) errors.push(text("max_value", { max_value: max }));
  if (min !== undefined && integer < min) errors.push(text("min_value", { min_value: min }));
  return errors.length ? bad(...errors) : good(Number(integer));
}

const TRUE: readonly unknown[] = "t T y Y yes Yes YES true True TRUE on On ON 1".split(" ");
const FALSE: readonly unknown[] = "f F n N no No NO false False FALSE off Off OFF 0".split(" ");

function readBoolean(value: unknown, text: Text): Read {
  if (value === true || value === 1 || TRUE.includes(value)) return good(true);
  if (value === false || value === 0 || FALSE.includes(value)) return good(false);
  return bad(text("boolean"));
}

function readChoice({ choices, allowBlank }: ChoiceField, given: Given, text: Text): Read {
  if (given.value === "" && allowBlank) return good("");
  const input = quoted(given);
  return Object.hasOwn(choices, input) ? good(input) : bad(text("invalid_choice", { input }));
}

function readJson({ value, fromForm }: Given, text: Text): Read {
  if (!fromForm) return isFiniteJson(value) ? good(value) : bad(text("json"));
  if (typeof value !== "string" || !scanJson(value).ok) return bad(text("json"));
  return good(JSON.parse(value));
}

/** `1e999` parses to an infinity, which JSON cannot write. */
function isFiniteJson(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isFiniteJson);
}

function readUuid({ kind }: PlainField, given: Given, text: Text): Read {
  const { value } = given;
  const uuid = uuidOf(given);
  if (uuid !== undefined) return good(uuid);
  if (kind === "uuid") return bad(text("uuid"));
  if (typeof value === "boolean") return bad(text("incorrect_type", { data_type: typeNameOf(value) }));
  return bad(text("pk_not_a_uuid", { value: quoted(given) }));
}

function uuidOf({ value, numeral }: Given): string | undefined {
  const hex = typeof value === "number" ? hexOf(textOf(value, numeral)) : hexIn(value);
  return hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function hexOf(digits: string): string | undefined {
  if (!/^[0-9]{1,39}$/.test(digits)) return undefined;
  const hex = BigInt(digits).toString(16).padStart(32, "0");
  return hex.length === 32 ? hex : undefined;
}

/** Python's `UUID` overlooks hyphens, braces and a `urn:uuid:` prefix. */
function hexIn(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const hex = value
    .replaceAll("urn:", "")
    .replaceAll("uuid:", "")
    .replace(/^[{}]+/, "")
    .replace(/[{}]+$/, "")
    .replaceAll("-", "");
  return /^[0-9a-f]{32}$/i.test(hex) ? hex.toLowerCase() : undefined;
}
