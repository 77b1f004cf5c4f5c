import { PeproError } from "@pepro/contracts";
import type { Hono } from "hono";
import type { AppDeps } from "../deps.ts";
import type { HttpEnv } from "../http/environment.ts";
import { dispatch } from "./dispatch.ts";
import { splitFormat } from "./drf/negotiation.ts";
import { answersFor } from "./drf/responses.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";

const PREFIX = "/api/v1/";

type Route = { endpoint: Endpoint; pattern: RegExp };

/** The old service's paths. One without its final slash answers the same. */
export function mountRest(app: Hono<HttpEnv>, deps: AppDeps, maxBytes: number): void {
  const routes = endpoints.map((endpoint): Route => ({ endpoint, pattern: patternOf(endpoint.path) }));
  app.all(`${PREFIX}*`, async (c) => {
    const { path, format } = splitFormat(c.req.path);
    const wanted = path.slice(PREFIX.length).replace(/\/$/, "");
    for (const { endpoint, pattern } of routes) {
      const params = pattern.exec(wanted)?.groups;
      if (pattern.test(wanted))
        return dispatch(c, { endpoint, params: { ...params }, format, core: deps.core(), maxBytes });
    }
    return answersFor({ lang: c.var.language, methods: [] }).notFound();
  });
  app.all("/api/*", (c) => {
    throw new PeproError("not_found", { entity: "path", id: c.req.path });
  });
}

/** A parameter is one segment without a dot, as the old service's router had it. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/.]+)")}$`);
}
