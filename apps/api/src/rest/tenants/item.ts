import { messageFor, tenantView } from "@pepro/contracts";
import { checkTenantChange, deleteTenant, getTenant, updateTenant } from "@pepro/core";
import type { Body } from "../drf/body.ts";
import { doesNotExist, type FieldErrors, inOrderOf, readFields, readGood } from "../drf/fields.ts";
import type { Endpoint } from "../endpoint.ts";
import { Refusal } from "../refusal.ts";
import type { RestCall } from "../rest-call.ts";
import { updateFields } from "./fields.ts";
import { SET_DESCRIPTION, TENANT_METADATA } from "./metadata.ts";
import { tenantIdOf } from "./parameters.ts";
import { TENANT_FLOATS, tenantBody } from "./representation.ts";

const answer = { status: 200, schema: tenantView };

export const item: Endpoint = {
  path: "tenants/{id}",
  gate: getTenant,
  allow: ["GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
  metadata: { name: "Tenant Instance", description: SET_DESCRIPTION, actions: { PUT: TENANT_METADATA } },
  floats: TENANT_FLOATS,
  methods: {
    GET: { summary: { fr: "Lit un établissement", en: "Reads a school" }, answer, handle: read },
    PUT: {
      summary: { fr: "Remplace un établissement", en: "Replaces a school" },
      body: updateFields("fr"),
      answer,
      handle: (rest) => update(rest, false),
    },
    PATCH: {
      summary: { fr: "Modifie un établissement", en: "Changes a school" },
      body: updateFields("fr"),
      answer,
      handle: (rest) => update(rest, true),
    },
    DELETE: {
      summary: {
        fr: "Suspend un établissement et le marque pour suppression",
        en: "Suspends a school and marks it for deletion",
      },
      answer: { status: 204 },
      handle: async (rest) => {
        await rest.run(deleteTenant, { id: tenantIdOf(rest) });
        return rest.answers.noContent();
      },
    },
  },
};

async function read(rest: RestCall): Promise<Response> {
  return rest.answers.json(200, tenantBody(await rest.run(getTenant, { id: tenantIdOf(rest) })));
}

async function update(rest: RestCall, partial: boolean): Promise<Response> {
  const id = tenantIdOf(rest);
  await rest.run(getTenant, { id });
  const body = await rest.body();
  const specs = updateFields(rest.language);
  const read = readFields(specs, body, { partial, lang: rest.language });
  const taken = await takenNames(rest, body, id);
  if (!read.ok || Object.keys(taken).length > 0) {
    throw new Refusal(rest.answers.invalid(inOrderOf(specs, { ...(read.ok ? {} : read.errors), ...taken })));
  }
  const { values } = read;
  const changes = {
    domainUrl: values.domain_url,
    schoolId: values.school_id,
    primaryColor: values.primary_color,
    secondaryColor: values.secondary_color,
    logoUrl: values.logo_url,
    faviconUrl: values.favicon_url,
    isActive: values.is_active,
    maxStudents: values.max_students,
    maxStorageGb: values.max_storage_gb,
    modulesEnabled: values.modules_enabled,
  };
  const updated = await rest.run(updateTenant, { id, ...(changes as object) });
  return rest.answers.json(200, tenantBody(updated));
}

/** The old service looked for other schools' names while it looked at the fields, and told of all faults at once. */
async function takenNames(rest: RestCall, body: Body, id: string): Promise<FieldErrors> {
  const { language } = rest;
  const { domain_url, school_id } = readGood(updateFields(language), ["domain_url", "school_id"], body, language);
  const wanted = {
    ...(domain_url !== undefined && { domainUrl: String(domain_url) }),
    ...(school_id !== undefined && { schoolId: String(school_id) }),
  };
  if (Object.keys(wanted).length === 0) return {};
  const { taken } = await rest.run(checkTenantChange, { id, ...wanted });
  return Object.fromEntries(
    taken.map(({ field, rule }) => {
      if (rule === "school_missing") return ["school_id", [doesNotExist(body, "school_id", language)]];
      return [field === "domainUrl" ? "domain_url" : "school_id", [messageFor(rule, language) ?? rule]];
    }),
  );
}
