import { tenantView, themeView } from "@pepro/contracts";
import { currentInfo, currentModules, currentTheme } from "@pepro/core";
import * as z from "zod";
import type { Endpoint, Operation } from "../endpoint.ts";
import { TENANT_FLOATS, tenantBody } from "../tenants/representation.ts";

function view(name: string, description: string, gate: Endpoint["gate"], operation: Operation): Endpoint {
  return {
    path: `current-tenant/${name}`,
    gate,
    allow: ["GET", "HEAD", "OPTIONS"],
    metadata: { name: name.charAt(0).toUpperCase() + name.slice(1), description },
    ...(name === "info" ? { floats: TENANT_FLOATS } : { shared: true }),
    methods: { GET: operation },
  };
}

export const currentTenantEndpoints: readonly Endpoint[] = [
  view("info", "Retourne les informations du tenant actuel", currentInfo, {
    summary: { fr: "L'établissement de l'hôte", en: "The host's school" },
    answer: { status: 200, schema: tenantView },
    handle: async (rest) => rest.answers.json(200, tenantBody(await rest.run(currentInfo, undefined))),
  }),
  view("theme", "Retourne le thème du tenant actuel", currentTheme, {
    summary: { fr: "Le thème de l'hôte, public", en: "The host's theme, public" },
    answer: { status: 200, schema: themeView },
    handle: async (rest) => {
      const theme = await rest.run(currentTheme, undefined);
      return rest.answers.json(200, {
        primary_color: theme.primaryColor,
        secondary_color: theme.secondaryColor,
        logo_url: theme.logoUrl,
        favicon_url: theme.faviconUrl,
        school_name: theme.schoolName,
      });
    },
  }),
  view("modules", "Retourne les modules activés pour le tenant actuel", currentModules, {
    summary: { fr: "Les modules de l'hôte, publics", en: "The host's modules, public" },
    answer: { status: 200, schema: z.record(z.string(), z.boolean()) },
    handle: async (rest) => rest.answers.json(200, await rest.run(currentModules, undefined)),
  }),
];
