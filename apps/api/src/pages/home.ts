import { hasModule, type Language, MODULE_RECORDS, MODULES } from "@pepro/contracts";
import { type ResolvedTenant, themeOf } from "@pepro/core";
import { html } from "hono/html";
import { layout } from "./layout.ts";

const TEXTS = {
  fr: {
    school: "Espace numérique de l'établissement",
    platform: "Gestion des établissements",
    api: "Documentation de l'API",
  },
  en: { school: "The school's online space", platform: "School management", api: "API documentation" },
} as const;

type Banner = Parameters<typeof layout>[0]["banner"];

/** A school's front door, in its own colours, with the modules it has. @param banner what stands above it all. */
export function schoolPage(tenant: ResolvedTenant, language: Language, banner?: Banner): string {
  const theme = themeOf(tenant);
  const modules = MODULES.filter((name) => hasModule(tenant.modulesEnabled, name));
  const body = html`<h1>${theme.schoolName}</h1>
    <p>${TEXTS[language].school}</p>
    <ul>${modules.map((name) => html`<li>${MODULE_RECORDS[name][language].name}</li>`)}</ul>`;
  return String(layout({ language, title: theme.schoolName, body, theme, banner }));
}

/** The main host's front door. */
export function platformPage(language: Language): string {
  const texts = TEXTS[language];
  const body = html`<h1>PeproScolaire</h1><p>${texts.platform}</p><p><a href="/docs">${texts.api}</a></p>`;
  return String(layout({ language, title: `${texts.platform} · PeproScolaire`, body }));
}
