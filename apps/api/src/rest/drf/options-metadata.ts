import { type Field, type FieldSpecs, isRequired } from "./field-spec.ts";

const TYPES: Readonly<Record<Field["kind"], string>> = {
  char: "string",
  uuid: "string",
  email: "email",
  url: "url",
  slug: "slug",
  regex: "regex",
  integer: "integer",
  boolean: "boolean",
  choice: "choice",
  date: "date",
  datetime: "datetime",
  image: "image upload",
  nested: "nested object",
  many: "field",
  json: "field",
  pk: "field",
  computed: "field",
};

interface Endpoint {
  /** The view's name: «Tenant List». */
  name: string;
  /** The view's docstring; may be empty. */
  description: string;
  /** The fields of POST and PUT, where the caller may use them. */
  actions?: Readonly<Record<string, FieldSpecs>>;
}

/** The body of an OPTIONS answer, as DRF's `SimpleMetadata` writes it. */
export function metadataOf({ name, description, actions }: Endpoint) {
  return {
    name,
    description,
    renders: ["application/json", "text/html"],
    parses: ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
    ...(actions && { actions: mapValues(actions, describeAll) }),
  };
}

function describeAll(specs: FieldSpecs): Record<string, object> {
  return mapValues(specs, (field, name) => describe(field, field.label ?? labelOf(name)));
}

function describe(field: Field, label: string): object {
  return {
    type: TYPES[field.kind],
    required: isRequired(field),
    read_only: field.readOnly ?? false,
    label,
    ...(field.helpText && { help_text: field.helpText }),
    ...limitsOf(field),
    ...contentsOf(field),
  };
}

const LIMITS = { minLength: "min_length", maxLength: "max_length", min: "min_value", max: "max_value" };

function limitsOf(field: Field): object {
  const limits = Object.entries(LIMITS).map(([key, name]) => [name, Reflect.get(field, key)]);
  return Object.fromEntries(limits.filter(([, limit]) => limit !== undefined));
}

function contentsOf(field: Field): object {
  if (field.kind === "nested") return { children: describeAll(field.fields) };
  if (field.kind === "many") return { child: childOf(field) };
  if (field.kind !== "choice" || field.readOnly) return {};
  const choices = Object.entries(field.choices).map(([value, display_name]) => ({ value, display_name }));
  return { choices };
}

/** The child of a list has no name, hence no label. */
const childOf = (field: Extract<Field, { kind: "nested" | "many" }>) => ({
  type: TYPES.nested,
  required: isRequired(field),
  read_only: field.readOnly ?? false,
  children: describeAll(field.fields),
});

/** Python's `capitalize` of the field's name: `max_storage_gb` is «Max storage gb». */
function labelOf(name: string): string {
  const words = name.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function mapValues<In, Out>(map: Readonly<Record<string, In>>, change: (value: In, key: string) => Out) {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
