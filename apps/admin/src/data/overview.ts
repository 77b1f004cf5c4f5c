import { query } from "@solidjs/router";
import { client } from "./client.ts";

/** Where the whole fleet stands, from the control plane alone. */
export const fleetOverview = query(() => client.tenants.overview.query(), "overview");
