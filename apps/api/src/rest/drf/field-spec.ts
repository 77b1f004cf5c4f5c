/** What every field may say of itself. */
interface Common {
  /** True unless there is a default or the field is read-only, as in DRF. */
  required?: boolean;
  allowNull?: boolean;
  /** Stands in for an absent field, except in a partial update. */
  default?: unknown;
  /** Described by OPTIONS, never read. */
  readOnly?: boolean;
  /** Shown by OPTIONS; made from the field's name when absent. */
  label?: string;
  helpText?: string;
  /** A serializer's `validate_<field>`: runs last, on a value that is otherwise good; returns the text of a refusal. */
  check?: (value: unknown) => string | undefined;
}

/** A `RegexValidator` in a field's `validators`: it speaks before the lengths do. Give the pattern no `g` or `y` flag. */
export interface PatternRule {
  pattern: RegExp;
  message: string;
}

interface TextField extends Common {
  allowBlank?: boolean;
  /** True by default. */
  trim?: boolean;
  /** In code points. */
  maxLength?: number;
  minLength?: number;
  validators?: readonly PatternRule[];
}

export interface CharField extends TextField {
  kind: "char" | "email" | "url" | "slug";
}

/** A `RegexField`: its pattern speaks after the lengths, and its message answers a wrong type too. */
export interface RegexField extends TextField {
  kind: "regex";
  pattern: RegExp;
  message?: string;
}

export interface IntegerField extends Common {
  kind: "integer";
  min?: number;
  max?: number;
}

export interface BooleanField extends Common {
  kind: "boolean";
}

export interface ChoiceField extends Common {
  kind: "choice";
  /** Display names by value. */
  choices: Readonly<Record<string, string>>;
  allowBlank?: boolean;
}

/** `json` keeps any JSON value; `uuid` and `pk` (a related row's UUID) give canonical lower-case text. */
export interface PlainField extends Common {
  kind: "json" | "uuid" | "pk";
}

export type WritableField = CharField | RegexField | IntegerField | BooleanField | ChoiceField | PlainField;

/** Fields that only answers carry: OPTIONS describes them. `computed` is a method of the serializer. */
export interface OutputField extends Common {
  kind: "date" | "datetime" | "image" | "computed";
  maxLength?: number;
}

export interface NestedField extends Common {
  kind: "nested" | "many";
  fields: FieldSpecs;
}

export type Field = WritableField | OutputField | NestedField;

const TEXT_KINDS: readonly string[] = ["char", "email", "url", "slug", "regex"];
const WRITABLE_KINDS: readonly string[] = [...TEXT_KINDS, "integer", "boolean", "choice", "json", "uuid", "pk"];

export const isText = (field: Field): field is CharField | RegexField => TEXT_KINDS.includes(field.kind);

export const isWritable = (field: Field): field is WritableField =>
  !field.readOnly && WRITABLE_KINDS.includes(field.kind);

/** A serializer's fields in their order, which is the order of its errors. Names are those of the wire. */
export type FieldSpecs = Readonly<Record<string, Field>>;

export const isRequired = (field: Field): boolean =>
  field.required ?? !(field.readOnly || Object.hasOwn(field, "default"));
