import { sessions, twoFactor } from "./account.ts";
import { apiKeys } from "./api-keys.ts";
import { audit } from "./audit.ts";
import { auth } from "./auth.ts";
import { currentTenant } from "./current-tenant.ts";
import { drift } from "./drift.ts";
import { fleet } from "./fleet.ts";
import { monitoring } from "./monitoring.ts";
import { opening } from "./opening.ts";
import { impersonation, members, superAdmins } from "./people.ts";
import { pool } from "./pool.ts";
import { router } from "./procedure.ts";
import { tenants } from "./tenants.ts";

export const appRouter = router({
  auth,
  sessions,
  twoFactor,
  apiKeys,
  impersonation,
  members,
  superAdmins,
  tenants,
  currentTenant,
  audit,
  fleet,
  opening,
  pool,
  drift,
  monitoring,
});

/** All a typed client needs to know of the server. */
export type AppRouter = typeof appRouter;
