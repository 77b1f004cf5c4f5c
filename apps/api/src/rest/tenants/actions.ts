import { isModuleName, messageFor, tenantDomain, tenantStats } from "@pepro/contracts";
import {
  activateTenant,
  addDomain,
  deactivateTenant,
  getTenant,
  getTenantStats,
  provisionTenant,
  updateModules,
} from "@pepro/core";
import * as z from "zod";
import { type Body, memberOf } from "../drf/body.ts";
import { readFields } from "../drf/fields.ts";
import { textOf as pythonText } from "../drf/python.ts";
import type { Endpoint, Operation } from "../endpoint.ts";
import type { RestCall } from "../rest-call.ts";
import { TENANT_METADATA } from "./metadata.ts";
import { tenantIdOf } from "./parameters.ts";
import { domainBody, STATS_FLOATS, statsBody } from "./representation.ts";

const done = z.object({ status: z.literal("success"), message: z.string() });

function action(name: string, description: string, operation: Operation): Endpoint {
  const words = name.replaceAll("_", " ");
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return {
    path: `tenants/{id}/${name}`,
    gate: getTenant,
    allow: ["POST", "OPTIONS"],
    metadata: { name: title, description, actions: { POST: TENANT_METADATA } },
    methods: { POST: operation },
  };
}

/** An error of the endpoint's own: `{"error": …}` with 400. */
function refuse(rest: RestCall, message: string | undefined): Response {
  return rest.answers.json(400, { error: message ?? "" });
}

export const provision = action("provision", "Provisionne un tenant (crée le schéma et applique les migrations)", {
  summary: { fr: "Provisionne un établissement", en: "Provisions a school" },
  answer: { status: 200, schema: done },
  handle: async (rest) => {
    const { tenant } = await rest.run(provisionTenant, { id: tenantIdOf(rest) });
    const message = `Tenant ${tenant.domainUrl} provisionné avec succès`;
    return rest.answers.json(200, { status: "success", message });
  },
});

export const activate = action("activate", "Active un tenant", {
  summary: { fr: "Active un établissement", en: "Activates a school" },
  answer: { status: 200, schema: done },
  handle: async (rest) => {
    const { domainUrl } = await rest.run(activateTenant, { id: tenantIdOf(rest) });
    return rest.answers.json(200, { status: "success", message: `Tenant ${domainUrl} activé` });
  },
});

export const deactivate = action("deactivate", "Désactive un tenant", {
  summary: { fr: "Désactive un établissement", en: "Deactivates a school" },
  answer: { status: 200, schema: done },
  handle: async (rest) => {
    const { domainUrl } = await rest.run(deactivateTenant, { id: tenantIdOf(rest) });
    return rest.answers.json(200, { status: "success", message: `Tenant ${domainUrl} désactivé` });
  },
});

export const stats: Endpoint = {
  path: "tenants/{id}/stats",
  gate: getTenant,
  allow: ["GET", "HEAD", "OPTIONS"],
  metadata: { name: "Stats", description: "Récupère les statistiques détaillées d'un tenant" },
  floats: STATS_FLOATS,
  methods: {
    GET: {
      summary: { fr: "Statistiques d'un établissement", en: "A school's figures" },
      answer: { status: 200, schema: tenantStats },
      handle: async (rest) =>
        rest.answers.json(200, statsBody(await rest.run(getTenantStats, { id: tenantIdOf(rest) }))),
    },
  },
};

export const modules = action("update_modules", "Met à jour les modules activés pour un tenant", {
  summary: { fr: "Remplace les modules d'un établissement", en: "Replaces a school's modules" },
  body: { modules_enabled: { kind: "json", required: false } },
  answer: { status: 200, schema: z.object({ status: z.string(), modules_enabled: z.record(z.string(), z.boolean()) }) },
  handle: async (rest) => {
    const id = tenantIdOf(rest);
    await rest.run(getTenant, { id });
    const given = modulesIn(await rest.body());
    const fault = moduleFault(given);
    if (fault) return refuse(rest, messageFor(fault.rule, rest.language, fault));
    const updated = await rest.run(updateModules, { id, modulesEnabled: given as Record<string, unknown> });
    return rest.answers.json(200, { status: "success", modules_enabled: updated.modulesEnabled });
  },
});

/** A form carries the map as JSON text, where it carries one at all. */
function modulesIn(body: Body): unknown {
  const given = memberOf(body, "modules_enabled");
  if (given === undefined) return {};
  if (body.kind !== "form" || typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

/** The names are looked at first, whatever they stand in: the old service walked over lists and letters alike. */
function moduleFault(given: unknown): { rule: string; module?: string } | undefined {
  const isMap = typeof given === "object" && given !== null && !Array.isArray(given);
  const entries = typeof given === "string" || Array.isArray(given) ? [...given] : isMap ? Object.keys(given) : [];
  const unknown = entries.find((name) => !(typeof name === "string" && isModuleName(name)));
  if (unknown !== undefined) return { rule: "module_unknown", module: pythonText(unknown) };
  if (!isMap) return { rule: "modules_not_map" };
  const wrong = Object.entries(given).find(([, enabled]) => typeof enabled !== "boolean");
  return wrong && { rule: "module_not_boolean", module: wrong[0] };
}

/** What Python takes for false. */
function isNothing(given: unknown): boolean {
  return !given || (typeof given === "object" && !(given instanceof File) && Object.keys(given).length === 0);
}

export const domain = action("add_domain", "Ajoute un domaine alternatif à un tenant", {
  summary: { fr: "Ajoute un domaine à un établissement", en: "Adds a domain to a school" },
  body: { domain: { kind: "char", maxLength: 253 }, is_primary: { kind: "boolean", required: false } },
  answer: { status: 201, schema: tenantDomain },
  handle: async (rest) => {
    const tenantId = tenantIdOf(rest);
    await rest.run(getTenant, { id: tenantId });
    const body = await rest.body();
    const given = memberOf(body, "domain");
    if (isNothing(given)) {
      return refuse(rest, messageFor("domain_required", rest.language));
    }
    const flag = readFields({ is_primary: { kind: "boolean", default: false } }, body, { lang: rest.language });
    if (!flag.ok) return rest.answers.invalid(flag.errors);
    const input = { tenantId, domain: pythonText(given).slice(0, 1_000), isPrimary: flag.values.is_primary === true };
    return rest.answers.json(201, domainBody(await rest.run(addDomain, input)));
  },
});
