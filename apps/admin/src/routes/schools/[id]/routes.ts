import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { school, schoolActivity, schoolStats } from "../../../data/school.ts";
import { type Area, preloadTexts } from "../../../i18n/areas.ts";

const texts = (...areas: Area[]) => ({ preload: () => preloadTexts(...areas) });

/** A school and its tabs. */
export const schoolPages: RouteDefinition = {
  path: "/schools/:id",
  component: lazy(() => import("./layout.tsx")),
  preload: ({ params }) => {
    preloadTexts("school");
    school(params.id ?? "").catch(() => undefined);
  },
  children: [
    {
      path: "/",
      component: lazy(() => import("./overview.tsx")),
      preload: ({ params }) => {
        preloadTexts("school-overview", "school-activity", "terms", "rules");
        schoolStats(params.id ?? "").catch(() => undefined);
        schoolActivity(params.id ?? "").catch(() => undefined);
      },
    },
    { path: "/modules", component: lazy(() => import("./modules.tsx")), ...texts("school-modules", "terms", "rules") },
    {
      path: "/theme",
      component: lazy(() => import("./theme.tsx")),
      ...texts("school-theme", "theme-preview", "rules"),
    },
    { path: "/domains", component: lazy(() => import("./domains.tsx")), ...texts("school-domains", "rules") },
    { path: "/settings", component: lazy(() => import("./settings.tsx")), ...texts("school-settings", "rules") },
    { path: "/database", component: lazy(() => import("./database.tsx")), ...texts("school-database") },
    { path: "/people", component: lazy(() => import("./people.tsx")), ...texts("impersonation", "rules") },
    { path: "/audit", component: lazy(() => import("./audit.tsx")), ...texts("audit", "school-activity") },
    { path: "/danger", component: lazy(() => import("./danger.tsx")), ...texts("school-danger") },
  ],
};
