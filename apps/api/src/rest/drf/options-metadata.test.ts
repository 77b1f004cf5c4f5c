import { expect, test } from "vitest";
import type { FieldSpecs } from "./field-spec.ts";
import { metadataOf } from "./options-metadata.ts";

const MEDIA = {
  renders: ["application/json", "text/html"],
  parses: ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
};

test("metadataOf describes an endpoint without a serializer as recorded", () => {
  expect(JSON.stringify(metadataOf({ name: "Settings", description: "Gère les paramètres d'un tenant" }))).toBe(
    JSON.stringify({ name: "Settings", description: "Gère les paramètres d'un tenant", ...MEDIA }),
  );
});

test("metadataOf describes each kind of field as recorded, keys in DRF's order", () => {
  const fields: FieldSpecs = {
    id: { kind: "uuid", readOnly: true },
    domain_url: { kind: "char", maxLength: 128, helpText: "URL complète du sous-domaine" },
    school: {
      kind: "nested",
      readOnly: true,
      fields: {
        school_type: { kind: "choice", label: "Type d'établissement", choices: { college: "Collège", lycee: "Lycée" } },
        email: { kind: "email", label: "Courriel", maxLength: 254 },
        website: { kind: "url", label: "Site web", required: false, maxLength: 200 },
        logo: { kind: "image", required: false, maxLength: 100 },
        subdomain: { kind: "slug", label: "Sous-domaine", maxLength: 50 },
        created_at: { kind: "datetime", readOnly: true },
      },
    },
    school_id: { kind: "pk" },
    is_active: { kind: "boolean", required: false },
    created_on: { kind: "date", readOnly: true },
    max_storage_gb: { kind: "integer", required: false, min: -2147483648, max: 2147483647 },
    modules_enabled: { kind: "json", required: false },
    domains: { kind: "many", readOnly: true, fields: { domain: { kind: "char", maxLength: 253 } } },
    student_count: { kind: "computed", readOnly: true },
    status: { kind: "choice", readOnly: true, choices: { on: "Ouvert" } },
  };
  const readOnly = { required: false, read_only: true };
  const optional = { required: false, read_only: false };
  const required = { required: true, read_only: false };
  const expected = {
    id: { type: "string", ...readOnly, label: "Id" },
    domain_url: {
      type: "string",
      ...required,
      label: "Domain url",
      help_text: "URL complète du sous-domaine",
      max_length: 128,
    },
    school: {
      type: "nested object",
      ...readOnly,
      label: "School",
      children: {
        school_type: {
          type: "choice",
          ...required,
          label: "Type d'établissement",
          choices: [
            { value: "college", display_name: "Collège" },
            { value: "lycee", display_name: "Lycée" },
          ],
        },
        email: { type: "email", ...required, label: "Courriel", max_length: 254 },
        website: { type: "url", ...optional, label: "Site web", max_length: 200 },
        logo: { type: "image upload", ...optional, label: "Logo", max_length: 100 },
        subdomain: { type: "slug", ...required, label: "Sous-domaine", max_length: 50 },
        created_at: { type: "datetime", ...readOnly, label: "Created at" },
      },
    },
    school_id: { type: "field", ...required, label: "School id" },
    is_active: { type: "boolean", ...optional, label: "Is active" },
    created_on: { type: "date", ...readOnly, label: "Created on" },
    max_storage_gb: {
      type: "integer",
      ...optional,
      label: "Max storage gb",
      min_value: -2147483648,
      max_value: 2147483647,
    },
    modules_enabled: { type: "field", ...optional, label: "Modules enabled" },
    domains: {
      type: "field",
      ...readOnly,
      label: "Domains",
      child: {
        type: "nested object",
        ...readOnly,
        children: { domain: { type: "string", ...required, label: "Domain", max_length: 253 } },
      },
    },
    student_count: { type: "field", ...readOnly, label: "Student count" },
    status: { type: "choice", ...readOnly, label: "Status" },
  };
  const metadata = metadataOf({ name: "Tenant List", description: "…", actions: { POST: fields } });
  expect(JSON.stringify(metadata.actions)).toBe(JSON.stringify({ POST: expected }));
});
