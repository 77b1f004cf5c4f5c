import type { Log } from "@pepro/core";
import { createMiddleware } from "hono/factory";
import type { HttpEnv } from "./environment.ts";

/** One line a request, and the request's id on every answer. */
export function requestLog(log: Log) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const started = performance.now();
    await next();
    const { requestId, ipAddress } = c.var.meta;
    c.res.headers.set("X-Request-Id", requestId);
    const { target, actor } = c.var;
    log.info("request", {
      requestId,
      method: c.req.method,
      host: c.var.origin.host,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round((performance.now() - started) * 10) / 10,
      tenant: target?.kind === "tenant" ? target.tenant.schema : null,
      actor: actor && "userId" in actor ? `${actor.kind}:${actor.userId}` : (actor?.kind ?? null),
      ip: ipAddress,
    });
  });
}
