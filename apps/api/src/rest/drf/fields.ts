import { type Body, isDict, memberOf } from "./body.ts";
import { type Given, quoted, type Read, readKind } from "./field-kinds.ts";
import { type FieldSpecs, isRequired, isText, isWritable, type WritableField } from "./field-spec.ts";
import type { Lang } from "./language.ts";
import { strip, typeNameOf } from "./python.ts";
import { type Text, textFor } from "./texts.ts";

/** Messages by field, in the serializer's order; `non_field_errors` for the body as a whole. */
export type FieldErrors = Record<string, string[]>;

export type FieldsResult = { ok: true; values: Record<string, unknown> } | { ok: false; errors: FieldErrors };

interface ReadOptions {
  /** PATCH: absent fields and defaults are left out. */
  partial?: boolean;
  lang: Lang;
}

/**
 * Reads a body as a DRF serializer with these fields does: the same conversions, defaults and messages.
 * `values` holds the fields that were given and, unless partial, the defaults of the others.
 *
 * @example
 * readFields({ city: { kind: "char", maxLength: 100 } }, body, { lang: "fr" })
 * // { ok: false, errors: { city: ["Ce champ est obligatoire."] } }
 */
export function readFields(specs: FieldSpecs, body: Body, { partial = false, lang }: ReadOptions): FieldsResult {
  const text = textFor(lang);
  const refusal = refuseShape(body, text);
  if (refusal) return { ok: false, errors: { non_field_errors: [refusal] } };

  const values: Record<string, unknown> = {};
  const errors: FieldErrors = {};
  for (const [name, field] of Object.entries(specs)) {
    if (!isWritable(field)) continue;
    const read = readField(field, givenIn(body, name, field, partial), partial, text);
    if (!read) continue;
    if (read.ok) values[name] = read.value;
    else errors[name] = read.errors;
  }
  return Object.keys(errors).length ? { ok: false, errors } : { ok: true, values };
}

/** The values of those of the named fields that are there and good, whatever is wrong with the others. */
export function readGood(specs: FieldSpecs, names: readonly string[], body: Body, lang: Lang): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const field = specs[name];
    const read = field && readFields({ [name]: field }, body, { partial: true, lang });
    if (read?.ok) Object.assign(values, read.values);
  }
  return values;
}

/** Errors in the order of a serializer's fields. */
export function inOrderOf(specs: FieldSpecs, errors: FieldErrors): FieldErrors {
  const order = Object.keys(specs);
  return Object.fromEntries(Object.entries(errors).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

/** The message of a `pk` field whose row is not there; it quotes the key as the client wrote it. */
export function doesNotExist(body: Body, name: string, lang: Lang): string {
  const numeral = body.kind === "json" ? body.numerals.get(name) : undefined;
  const given = { value: memberOf(body, name), numeral, fromForm: body.kind === "form" };
  return textFor(lang)("does_not_exist", { pk_value: quoted(given) });
}

function refuseShape(body: Body, text: Text): string | undefined {
  if (body.kind === "form" || isDict(body.data)) return undefined;
  return body.data === null ? text("no_data") : text("not_a_dict", { datatype: typeNameOf(body.data) });
}

/** Undefined where the field is absent, or where a form left blank what need not be filled in. */
function givenIn(body: Body, name: string, field: WritableField, partial: boolean): Given | undefined {
  const value = memberOf(body, name);
  if (body.kind === "form") return formValue(value, field, partial);
  return value === undefined ? undefined : { value, numeral: body.numerals.get(name), fromForm: false };
}

function formValue(value: unknown, field: WritableField, partial: boolean): Given | undefined {
  if (value === undefined) {
    // A browser sends nothing for a box that is not ticked.
    if (field.kind !== "boolean" || partial) return undefined;
    return { value: field.default ?? false, fromForm: true };
  }
  // A JSON field hands even an empty text to its parser.
  if (value !== "" || field.kind === "json") return { value, fromForm: true };
  if ("allowBlank" in field && field.allowBlank) return { value, fromForm: true };
  if (field.allowNull) return { value: null, fromForm: true };
  return isRequired(field) ? { value, fromForm: true } : undefined;
}

/** Undefined: the field is skipped. */
function readField(field: WritableField, given: Given | undefined, partial: boolean, text: Text): Read | undefined {
  const read = given ? readGiven(field, given, text) : readAbsent(field, partial, text);
  if (!read?.ok) return read;
  const refusal = field.check?.(read.value);
  return refusal === undefined ? read : { ok: false, errors: [refusal] };
}

function readAbsent(field: WritableField, partial: boolean, text: Text): Read | undefined {
  if (partial) return undefined;
  if (isRequired(field)) return { ok: false, errors: [text("required")] };
  return Object.hasOwn(field, "default") ? { ok: true, value: field.default } : undefined;
}

function readGiven(field: WritableField, given: Given, text: Text): Read {
  if (isText(field) && isBlank(field, given.value)) {
    return field.allowBlank ? { ok: true, value: "" } : { ok: false, errors: [text("blank")] };
  }
  if (!isNull(field, given.value)) return readKind(field, given, text);
  return field.allowNull ? { ok: true, value: null } : { ok: false, errors: [text("null")] };
}

/** Blankness comes before every other fault of a text. */
const isBlank = ({ trim = true }: { trim?: boolean }, value: unknown): boolean =>
  typeof value === "string" && (trim ? strip(value) : value) === "";

const NULL_WORDS: readonly unknown[] = ["null", "Null", "NULL", ""];

function isNull(field: WritableField, value: unknown): boolean {
  if (value === null) return true;
  if (field.kind === "boolean") return field.allowNull === true && NULL_WORDS.includes(value);
  return field.kind === "pk" && value === "";
}
