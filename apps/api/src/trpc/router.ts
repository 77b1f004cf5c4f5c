import { auth } from "./auth.ts";
import { currentTenant } from "./current-tenant.ts";
import { router } from "./procedure.ts";
import { tenants } from "./tenants.ts";

export const appRouter = router({ auth, tenants, currentTenant });

/** All a typed client needs to know of the server. */
export type AppRouter = typeof appRouter;
