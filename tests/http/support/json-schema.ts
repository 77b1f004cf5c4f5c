export type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
};

const FORMATS: Readonly<Record<string, RegExp>> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  uri: /^https?:\/\//,
};

/** What of a value is not as the schema says, by path; the keywords that our documents use. */
export function faultsOf(value: unknown, schema: Schema, at = "$"): string[] {
  if (schema.anyOf) {
    const branches = schema.anyOf.map((branch) => faultsOf(value, branch, at));
    return branches.some((faults) => faults.length === 0) ? [] : (branches[0] ?? []);
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return [`${at} is no ${types.join(" or ")}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of ${schema.enum.join(", ")}`];
  if ("const" in schema && schema.const !== value) return [`${at} is not ${String(schema.const)}`];
  if (typeof value === "number") {
    if (value < (schema.minimum ?? value) || value > (schema.maximum ?? value)) return [`${at} is out of bounds`];
  }
  if (typeof value === "string") return textFaults(value, schema, at);
  if (Array.isArray(value))
    return value.flatMap((item, index) => faultsOf(item, schema.items ?? {}, `${at}[${index}]`));
  return isObject(value) ? objectFaults(value, schema, at) : [];
}

function textFaults(value: string, { format, pattern }: Schema, at: string): string[] {
  const rule = format === undefined ? undefined : FORMATS[format];
  if (rule && !rule.test(value)) return [`${at} is no ${format}: ${value}`];
  return pattern !== undefined && !new RegExp(pattern, "u").test(value) ? [`${at} does not match ${pattern}`] : [];
}

/** What is not described is a fault too: a description that says nothing would pass everything. */
function objectFaults(value: Record<string, unknown>, schema: Schema, at: string): string[] {
  const { properties = {}, required = [], additionalProperties = false } = schema;
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
  const inner = Object.entries(value).flatMap(([name, member]) => {
    const own = properties[name];
    if (own) return faultsOf(member, own, `${at}.${name}`);
    if (typeof additionalProperties === "object") return faultsOf(member, additionalProperties, `${at}.${name}`);
    return [`${at}.${name} is not described`];
  });
  return [...missing, ...inner];
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
