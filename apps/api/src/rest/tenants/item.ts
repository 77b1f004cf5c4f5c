import { tenantView } from "@pepro/contracts";
import { deleteTenant, getTenant, updateTenant } from "@pepro/core";
import type { Endpoint } from "../endpoint.ts";
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
    GET: { summary: "Lit un établissement", answer, handle: read },
    PUT: {
      summary: "Remplace un établissement",
      body: updateFields("fr"),
      answer,
      handle: (rest) => update(rest, false),
    },
    PATCH: {
      summary: "Modifie un établissement",
      body: updateFields("fr"),
      answer,
      handle: (rest) => update(rest, true),
    },
    DELETE: {
      summary: "Suspend un établissement et le marque pour suppression",
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
  const values = await rest.fields(updateFields(rest.language), { partial });
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
