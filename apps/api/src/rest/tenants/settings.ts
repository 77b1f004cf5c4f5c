import { tenantSettings } from "@pepro/contracts";
import { getSettings, updateSettings } from "@pepro/core";
import type { Endpoint } from "../endpoint.ts";
import type { RestCall } from "../rest-call.ts";
import { settingsFields } from "./fields.ts";
import { tenantIdOf } from "./parameters.ts";
import { settingsBody } from "./representation.ts";

const answer = { status: 200, schema: tenantSettings };

export const settings: Endpoint = {
  path: "tenants/{id}/settings",
  gate: getSettings,
  allow: ["GET", "PATCH", "HEAD", "OPTIONS"],
  metadata: { name: "Settings", description: "Gère les paramètres d'un tenant" },
  methods: {
    GET: { summary: { fr: "Paramètres d'un établissement", en: "A school's settings" }, answer, handle: read },
    PATCH: {
      summary: { fr: "Modifie les paramètres d'un établissement", en: "Changes a school's settings" },
      body: settingsFields("fr"),
      answer,
      handle: update,
    },
  },
};

async function read(rest: RestCall): Promise<Response> {
  return rest.answers.json(200, settingsBody(await rest.run(getSettings, { tenantId: tenantIdOf(rest) })));
}

async function update(rest: RestCall): Promise<Response> {
  const tenantId = tenantIdOf(rest);
  await rest.run(getSettings, { tenantId });
  const values = await rest.fields(settingsFields(rest.language), { partial: true });
  const given = Object.entries(values).map(([name, value]) => [camelCase(name), value]);
  return rest.answers.json(200, settingsBody(await save(rest, tenantId, Object.fromEntries(given))));
}

function save(rest: RestCall, tenantId: string, given: Record<string, unknown>) {
  return rest.run(updateSettings, { tenantId, settings: given });
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
