import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { fleetOverview } from "./data/overview.ts";
import { provisioningState } from "./data/provisioning.ts";
import { school } from "./data/school.ts";
import { listSchools, schoolsDomain } from "./data/schools.ts";
import { currentSession } from "./data/session.ts";
import { preloadTexts } from "./i18n/areas.ts";
import { auditPages } from "./routes/audit/routes.ts";
import { migrationPages } from "./routes/migrations/routes.ts";
import { schoolPages } from "./routes/schools/[id]/routes.ts";
import { questionOf, viewOf } from "./routes/schools/list-address.ts";

/** Pages within the shell, for those who are signed in. `preload` asks for texts and data while the code is on its way. */
const pages: RouteDefinition[] = [
  {
    path: "/",
    component: lazy(() => import("./routes/home.tsx")),
    preload: () => {
      preloadTexts("home");
      fleetOverview().catch(() => undefined);
    },
  },
  {
    path: "/schools",
    component: lazy(() => import("./routes/schools/index.tsx")),
    preload: ({ location }) => {
      preloadTexts("schools", "terms");
      listSchools(questionOf(viewOf(location.search))).catch(() => undefined);
    },
  },
  {
    path: "/schools/new",
    component: lazy(() => import("./routes/schools/new.tsx")),
    preload: () => {
      preloadTexts("new-school", "rules", "terms", "theme-preview");
      schoolsDomain().catch(() => undefined);
    },
  },
  {
    path: "/schools/import",
    component: lazy(() => import("./routes/schools/import.tsx")),
    preload: () => preloadTexts("imports", "rules", "refusals"),
  },
  {
    path: "/schools/import/:id",
    component: lazy(() => import("./routes/schools/import/job.tsx")),
    preload: () => preloadTexts("imports", "refusals"),
  },
  {
    path: "/schools/:id/opening",
    component: lazy(() => import("./routes/schools/opening.tsx")),
    preload: ({ params }) => {
      preloadTexts("opening");
      school(params.id ?? "").catch(() => undefined);
      provisioningState(params.id ?? "").catch(() => undefined);
    },
  },
  schoolPages,
  ...migrationPages,
  {
    path: "/databases",
    component: lazy(() => import("./routes/databases.tsx")),
    preload: () => preloadTexts("databases"),
  },
  ...auditPages,
  {
    path: "/account",
    component: lazy(() => import("./routes/account.tsx")),
    preload: () => preloadTexts("account", "rules"),
  },
  {
    path: "/api-keys",
    component: lazy(() => import("./routes/api-keys.tsx")),
    preload: () => preloadTexts("api-keys", "rules"),
  },
  {
    path: "/super-admins",
    component: lazy(() => import("./routes/super-admins.tsx")),
    preload: () => preloadTexts("super-admins", "rules"),
  },
  { path: "*", component: lazy(() => import("./routes/not-found.tsx")) },
];

if (import.meta.env.DEV || import.meta.env.MODE === "gallery") {
  pages.unshift({ path: "/gallery", component: lazy(() => import("./routes/gallery/gallery.tsx")) });
}

export const routes: RouteDefinition[] = [
  {
    path: "/sign-in",
    component: lazy(() => import("./routes/sign-in.tsx")),
    preload: () => preloadTexts("sign-in", "rules"),
  },
  {
    path: "/",
    component: lazy(() => import("./shell/shell.tsx")),
    preload: () => {
      preloadTexts("shell");
      currentSession().catch(() => undefined);
    },
    children: pages,
  },
];
