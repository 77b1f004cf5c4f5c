import { createMiddleware } from "hono/factory";
import type { AppDeps } from "../deps.ts";
import type { HttpEnv } from "./environment.ts";

/** Finds the school of the request's host, before anything else is looked at. An unknown host goes no further. */
export function tenantHost({ core, accessLog }: Pick<AppDeps, "core" | "accessLog">) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const target = await core().resolver.resolve(c.var.origin.host, c.req.header("x-tenant-subdomain"));
    c.set("target", target);
    if (target.kind === "tenant") accessLog()?.touch(target.tenant.id);
    await next();
  });
}
