import type { Language } from "@pepro/contracts";
import type { Field, FieldSpecs } from "../rest/drf/field-spec.ts";
import { isRequired } from "../rest/drf/field-spec.ts";
import type { Endpoint, Operation } from "../rest/endpoint.ts";
import { endpoints } from "../rest/endpoints.ts";
import { DOCUMENT_TEXTS, permissionText } from "./texts.ts";
import { wireSchema } from "./wire-schemas.ts";

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the REST paths, made from the very specifications that the endpoints read and answer by. */
export function openApiDocument(serverUrl: string, language: Language): Json {
  const texts = DOCUMENT_TEXTS[language];
  return {
    openapi: "3.1.0",
    info: {
      title: "PeproScolaire Tenants",
      version: "1.0.0",
      description: texts.description,
    },
    servers: [{ url: serverUrl }],
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
      responses: {
        Unauthorized: refusal(texts.unauthorized, { detail: { type: "string" } }),
        Forbidden: refusal(texts.forbidden, { detail: { type: "string" } }),
        NotFound: refusal(texts.notFound, { detail: { type: "string" } }),
        Invalid: refusal(texts.invalid, {}),
      },
    },
    paths: Object.fromEntries(endpoints.map((endpoint) => [`/api/v1/${endpoint.path}/`, pathItem(endpoint, language)])),
  };
}

function pathItem(endpoint: Endpoint, language: Language): Json {
  const parameters = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  const methods = Object.entries(endpoint.methods).map(([method, operation]) => [
    method.toLowerCase(),
    describe(endpoint, operation, language),
  ]);
  return { ...(parameters.length > 0 && { parameters }), ...Object.fromEntries(methods) };
}

function describe(endpoint: Endpoint, operation: Operation, language: Language): Json {
  const texts = DOCUMENT_TEXTS[language];
  const isOpen = endpoint.gate.permission.name === "everyone";
  const parameters = Object.entries(operation.query ?? {}).map(([name, description]) => ({
    name,
    in: "query",
    description: description[language],
    schema: { type: "string" },
  }));
  const { status, schema } = operation.answer;
  return {
    tags: [endpoint.path.split("/")[0]],
    summary: operation.summary[language],
    description: permissionText(endpoint.gate.permission.name, language),
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body && { requestBody: requestBody(operation.body) }),
    ...(!isOpen && { security: securityOf(endpoint) }),
    responses: {
      [status]: schema
        ? { description: texts.success, ...content(wireSchema(schema)) }
        : { description: texts.success },
      ...(operation.body && { 400: { $ref: "#/components/responses/Invalid" } }),
      ...(!isOpen && {
        401: { $ref: "#/components/responses/Unauthorized" },
        403: { $ref: "#/components/responses/Forbidden" },
      }),
      ...(endpoint.path.includes("{id}") && { 404: { $ref: "#/components/responses/NotFound" } }),
    },
  };
}

function requestBody(fields: FieldSpecs): Json {
  const properties = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)]));
  const required = Object.entries(fields)
    .filter(([, field]) => isRequired(field))
    .map(([name]) => name);
  return {
    required: required.length > 0,
    ...content({ type: "object", properties, ...(required.length > 0 && { required }) }),
  };
}

const FORMATS: Partial<Record<Field["kind"], Json>> = {
  integer: { type: "integer" },
  boolean: { type: "boolean" },
  email: { type: "string", format: "email" },
  url: { type: "string", format: "uri" },
  pk: { type: "string", format: "uuid" },
  uuid: { type: "string", format: "uuid" },
  json: { type: "object", additionalProperties: { type: "boolean" } },
};

function fieldSchema(field: Field): Json {
  const has = <Key extends string>(key: Key) => key in field && (field as unknown as Json)[key] !== undefined;
  const of = (key: string) => (field as unknown as Json)[key];
  return {
    ...(FORMATS[field.kind] ?? { type: "string" }),
    ...(has("maxLength") && { maxLength: of("maxLength") }),
    ...(has("min") && { minimum: of("min") }),
    ...(has("max") && { maximum: of("max") }),
    ...(has("pattern") && { pattern: (of("pattern") as RegExp).source }),
    ...(has("choices") && { enum: Object.keys(of("choices") as Json) }),
    ...(has("default") && { default: of("default") }),
  };
}

function refusal(description: string, properties: Json): Json {
  return { description, ...content({ type: "object", properties }) };
}

function content(schema: unknown): Json {
  return { content: { "application/json": { schema } } };
}

function securityOf({ gate }: Endpoint): Json[] {
  const admitsKeys = gate.permission.name.includes("|key:");
  return admitsKeys ? [{ bearer: [] }, { apiKey: [] }] : [{ bearer: [] }];
}
