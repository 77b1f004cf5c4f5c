import { createMiddleware } from "hono/factory";
import type { AppDeps } from "../deps.ts";
import type { HttpEnv } from "./environment.ts";
import { admitOrigin } from "./own-origin.ts";

/** Finds the school of the request's host, and turns away what another site sends, before any route is looked at. */
export function tenantHost(deps: Pick<AppDeps, "core" | "accessLog" | "mainHosts">) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const { resolver } = deps.core();
    const facts = c.get("facts");
    const target = await resolver.resolve(facts.host, facts.header("x-tenant-subdomain"));
    facts.target = target;
    if (target.kind === "tenant") deps.accessLog()?.touch(target.tenant.id);
    const preflight = await admitOrigin(c, resolver, deps.mainHosts, target);
    if (preflight) return preflight;
    await next();
  });
}
