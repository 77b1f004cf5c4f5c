import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { preloadTexts } from "../../i18n/areas.ts";

/** The audit trail of the platform, and who is in a school in somebody's place. */
export const auditPages: RouteDefinition[] = [
  {
    path: "/audit",
    component: lazy(() => import("./index.tsx")),
    preload: () => preloadTexts("audit", "school-activity"),
  },
  {
    path: "/audit/stays",
    component: lazy(() => import("./stays.tsx")),
    preload: () => preloadTexts("audit", "impersonation"),
  },
];
