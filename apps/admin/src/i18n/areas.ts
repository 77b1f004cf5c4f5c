import type { Texts } from "./text.ts";

/** Areas of texts, each loaded with the first page that speaks them, in the reader's language alone. */
export const AREAS = {
  common: { fr: () => import("./common/fr.ts"), en: () => import("./common/en.ts") },
  errors: { fr: () => import("./errors/fr.ts"), en: () => import("./errors/en.ts") },
  refusals: { fr: () => import("./refusals/fr.ts"), en: () => import("./refusals/en.ts") },
  rules: { fr: () => import("./rules/fr.ts"), en: () => import("./rules/en.ts") },
  "sign-in": { fr: () => import("./sign-in/fr.ts"), en: () => import("./sign-in/en.ts") },
  shell: { fr: () => import("./shell/fr.ts"), en: () => import("./shell/en.ts") },
  terms: { fr: () => import("./terms/fr.ts"), en: () => import("./terms/en.ts") },
  "theme-preview": { fr: () => import("./theme-preview/fr.ts"), en: () => import("./theme-preview/en.ts") },
  home: { fr: () => import("./home/fr.ts"), en: () => import("./home/en.ts") },
  schools: { fr: () => import("./schools/fr.ts"), en: () => import("./schools/en.ts") },
  "new-school": { fr: () => import("./new-school/fr.ts"), en: () => import("./new-school/en.ts") },
  opening: { fr: () => import("./opening/fr.ts"), en: () => import("./opening/en.ts") },
  school: { fr: () => import("./school/fr.ts"), en: () => import("./school/en.ts") },
  "school-overview": { fr: () => import("./school-overview/fr.ts"), en: () => import("./school-overview/en.ts") },
  "school-activity": { fr: () => import("./school-activity/fr.ts"), en: () => import("./school-activity/en.ts") },
  "school-modules": { fr: () => import("./school-modules/fr.ts"), en: () => import("./school-modules/en.ts") },
  "school-theme": { fr: () => import("./school-theme/fr.ts"), en: () => import("./school-theme/en.ts") },
  "school-domains": { fr: () => import("./school-domains/fr.ts"), en: () => import("./school-domains/en.ts") },
  "school-settings": { fr: () => import("./school-settings/fr.ts"), en: () => import("./school-settings/en.ts") },
  "school-danger": { fr: () => import("./school-danger/fr.ts"), en: () => import("./school-danger/en.ts") },
  "second-step": { fr: () => import("./second-step/fr.ts"), en: () => import("./second-step/en.ts") },
  account: { fr: () => import("./account/fr.ts"), en: () => import("./account/en.ts") },
  "api-keys": { fr: () => import("./api-keys/fr.ts"), en: () => import("./api-keys/en.ts") },
  "super-admins": { fr: () => import("./super-admins/fr.ts"), en: () => import("./super-admins/en.ts") },
  audit: { fr: () => import("./audit/fr.ts"), en: () => import("./audit/en.ts") },
  migrations: { fr: () => import("./migrations/fr.ts"), en: () => import("./migrations/en.ts") },
  databases: { fr: () => import("./databases/fr.ts"), en: () => import("./databases/en.ts") },
  "school-database": { fr: () => import("./school-database/fr.ts"), en: () => import("./school-database/en.ts") },
  imports: { fr: () => import("./imports/fr.ts"), en: () => import("./imports/en.ts") },
  impersonation: { fr: () => import("./impersonation/fr.ts"), en: () => import("./impersonation/en.ts") },
} as const;

export type Area = keyof typeof AREAS;

/** The texts of an area, as its French dictionary has them. */
export type TextsOf<A extends Area> = Awaited<ReturnType<(typeof AREAS)[A]["fr"]>>["default"] & Texts;

/** Asks for the texts of areas before the page that needs them is there: for `preload` of routes. What fails is the page's to tell. */
export function preloadTexts(...areas: Area[]): void {
  const language = document.documentElement.lang === "en" ? "en" : "fr";
  for (const area of areas) AREAS[area][language]().catch(() => undefined);
}
