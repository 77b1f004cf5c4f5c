import { authEndpoints } from "./auth/index.ts";
import { currentTenantEndpoints } from "./current-tenant/index.ts";
import type { Endpoint } from "./endpoint.ts";
import { tenantEndpoints } from "./tenants/index.ts";

export const endpoints: readonly Endpoint[] = [...authEndpoints, ...tenantEndpoints, ...currentTenantEndpoints];
