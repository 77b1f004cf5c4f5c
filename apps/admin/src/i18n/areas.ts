import type { Texts } from "./text.ts";

/** Areas of texts, each loaded with the first page that speaks them, in the reader's language alone. */
export const AREAS = {
  common: { fr: () => import("./common/fr.ts"), en: () => import("./common/en.ts") },
  "sign-in": { fr: () => import("./sign-in/fr.ts"), en: () => import("./sign-in/en.ts") },
  shell: { fr: () => import("./shell/fr.ts"), en: () => import("./shell/en.ts") },
} as const;

export type Area = keyof typeof AREAS;

/** The texts of an area, as its French dictionary has them. */
export type TextsOf<A extends Area> = Awaited<ReturnType<(typeof AREAS)[A]["fr"]>>["default"] & Texts;

/** Asks for the texts of areas before the page that needs them is there: for `preload` of routes. */
export function preloadTexts(...areas: Area[]): void {
  const language = document.documentElement.lang === "en" ? "en" : "fr";
  for (const area of areas) void AREAS[area][language]();
}
