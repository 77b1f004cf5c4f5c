import { isPeproError } from "@pepro/contracts";
import { ANONYMOUS, type Core, execute, refuseOrigin, refuseUnserved } from "@pepro/core";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppDeps } from "../deps.ts";
import { tenantOf } from "./actor.ts";
import type { HttpEnv } from "./environment.ts";
import { admitOrigin } from "./own-origin.ts";

/** Finds the school of the request's host, and turns away what another site sends, before any route is looked at. */
export function tenantHost(deps: Pick<AppDeps, "core" | "accessLog" | "mainHosts">) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const { resolver } = deps.core();
    const facts = c.get("facts");
    const target = await resolver.resolve(
      facts.host,
      isOldPath(c.req.path) ? facts.header("x-tenant-subdomain") : null,
    );
    facts.target = target;
    if (target.kind === "tenant") deps.accessLog()?.touch(target.tenant.id);
    const preflight = await admitOrigin(c, resolver, deps.mainHosts, target).catch((error) =>
      turnAway(c, deps.core(), error),
    );
    if (preflight) return preflight;
    if (target.kind === "tenant") refuseUnserved(deps.core(), target.tenant);
    await next();
  });
}

/** Whose browser it was does not matter: its cookie is not looked at. */
function turnAway(c: Context<HttpEnv>, core: Core, error: unknown): Promise<never> {
  if (!isPeproError(error, "origin_refused")) throw error;
  const call = { actor: ANONYMOUS, tenant: tenantOf(c), meta: c.get("facts").meta };
  return execute(core, refuseOrigin, call, error.fields);
}

/**
 * Old clients alone may name the school by a header, and they send tokens. Anywhere else a browser's cookie counts: a
 * school's session belongs on that school's own host, and the main host's cookie to the platform.
 */
function isOldPath(path: string): boolean {
  return path.startsWith("/api/v1/");
}
