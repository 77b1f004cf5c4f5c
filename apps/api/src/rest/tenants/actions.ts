import { isModuleName, messageFor, PeproError, tenantDomain, tenantStats } from "@pepro/contracts";
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
import { tenantIdOf } from "./parameters.ts";
import { domainBody, STATS_FLOATS, statsBody } from "./representation.ts";

const done = z.object({ status: z.literal("success"), message: z.string() });

function action(name: string, description: string, operation: Operation): Endpoint {
  const title = name.replace(/_/g, " ").replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  return {
    path: `tenants/{id}/${name}`,
    gate: getTenant,
    allow: ["POST", "OPTIONS"],
    metadata: { name: title, description },
    methods: { POST: operation },
  };
}

/** An error of the endpoint's own: `{"error": …}` with 400. */
function refuse(rest: RestCall, message: string | undefined): Response {
  return rest.answers.json(400, { error: message ?? "" });
}

export const provision = action("provision", "Provisionne un tenant (crée le schéma et applique les migrations)", {
  summary: "Provisionne un établissement",
  answer: { status: 200, schema: done },
  handle: async (rest) => {
    try {
      const { tenant } = await rest.run(provisionTenant, { id: tenantIdOf(rest) });
      return rest.answers.json(200, {
        status: "success",
        message: `Tenant ${tenant.domainUrl} provisionné avec succès`,
      });
    } catch (error) {
      if (!(error instanceof PeproError) || error.code !== "provisioning_failed") throw error;
      const { reason } = error.fields as { reason: string };
      return rest.answers.json(500, { error: `Erreur lors du provisionnement: ${reason}` });
    }
  },
});

export const activate = action("activate", "Active un tenant", {
  summary: "Active un établissement",
  answer: { status: 200, schema: done },
  handle: async (rest) => {
    const { domainUrl } = await rest.run(activateTenant, { id: tenantIdOf(rest) });
    return rest.answers.json(200, { status: "success", message: `Tenant ${domainUrl} activé` });
  },
});

export const deactivate = action("deactivate", "Désactive un tenant", {
  summary: "Désactive un établissement",
  answer: { status: 200, schema: done },
  handle: async (rest) => {
    const { domainUrl } = await rest.run(deactivateTenant, { id: tenantIdOf(rest) });
    return rest.answers.json(200, { status: "success", message: `Tenant ${domainUrl} désactivé` });
  },
});

export const stats: Endpoint = {
  ...action("stats", "Récupère les statistiques détaillées d'un tenant", {} as Operation),
  allow: ["GET", "HEAD", "OPTIONS"],
  floats: STATS_FLOATS,
  methods: {
    GET: {
      summary: "Statistiques d'un établissement",
      answer: { status: 200, schema: tenantStats },
      handle: async (rest) =>
        rest.answers.json(200, statsBody(await rest.run(getTenantStats, { id: tenantIdOf(rest) }))),
    },
  },
};

export const modules = action("update_modules", "Met à jour les modules activés pour un tenant", {
  summary: "Remplace les modules d'un établissement",
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

export const domain = action("add_domain", "Ajoute un domaine alternatif à un tenant", {
  summary: "Ajoute un domaine à un établissement",
  body: { domain: { kind: "char", maxLength: 253 }, is_primary: { kind: "boolean", required: false } },
  answer: { status: 201, schema: tenantDomain },
  handle: async (rest) => {
    const tenantId = tenantIdOf(rest);
    await rest.run(getTenant, { id: tenantId });
    const body = await rest.body();
    const given = memberOf(body, "domain");
    if (!given || (Array.isArray(given) && given.length === 0)) {
      return refuse(rest, messageFor("domain_required", rest.language));
    }
    const flag = readFields({ is_primary: { kind: "boolean", default: false } }, body, { lang: rest.language });
    if (!flag.ok) return rest.answers.invalid(flag.errors);
    const input = { tenantId, domain: pythonText(given).slice(0, 1_000), isPrimary: flag.values.is_primary === true };
    return rest.answers.json(201, domainBody(await rest.run(addDomain, input)));
  },
});
