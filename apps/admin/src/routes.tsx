import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { currentSession } from "./data/session.ts";
import { preloadTexts } from "./i18n/areas.ts";

/** Pages within the shell, for those who are signed in. `preload` asks for texts and data while the code is on its way. */
const pages: RouteDefinition[] = [{ path: "*", component: lazy(() => import("./routes/not-found.tsx")) }];

if (import.meta.env.DEV) {
  pages.unshift({ path: "/gallery", component: lazy(() => import("./routes/gallery/gallery.tsx")) });
}

export const routes: RouteDefinition[] = [
  {
    path: "/sign-in",
    component: lazy(() => import("./routes/sign-in.tsx")),
    preload: () => preloadTexts("sign-in"),
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
