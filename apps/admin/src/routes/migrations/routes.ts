import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { fleetRuns, fleetStatus } from "../../data/fleet.ts";
import { preloadTexts } from "../../i18n/areas.ts";
import { pageOf } from "./page-address.ts";

/** Which school has which version, the runs that bring them on, and where tables are not what they should be. */
export const migrationPages: RouteDefinition[] = [
  {
    path: "/migrations",
    component: lazy(() => import("./index.tsx")),
    preload: () => {
      preloadTexts("migrations", "refusals");
      fleetStatus().catch(() => undefined);
    },
  },
  {
    path: "/migrations/runs",
    component: lazy(() => import("./runs.tsx")),
    preload: ({ location }) => {
      preloadTexts("migrations");
      fleetRuns(pageOf(location.search)).catch(() => undefined);
    },
  },
  {
    path: "/migrations/runs/:id",
    component: lazy(() => import("./run.tsx")),
    preload: () => preloadTexts("migrations", "refusals"),
  },
  {
    path: "/migrations/drift",
    component: lazy(() => import("./drift.tsx")),
    preload: () => preloadTexts("migrations"),
  },
];
