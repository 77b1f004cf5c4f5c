import type { Language, PageTheme, RouterOutputs } from "@pepro/client";
import type { TEXTS } from "./texts.ts";

/** What the page is drawn from. */
export type Visit = {
  language: Language;
  texts: (typeof TEXTS)[Language];
  theme: PageTheme;
  modules: RouterOutputs["currentTenant"]["modules"];
  session: RouterOutputs["auth"]["session"];
};
