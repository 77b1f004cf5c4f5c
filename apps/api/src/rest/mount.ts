import { PeproError } from "@pepro/contracts";
import type { Hono } from "hono";
import type { AppDeps } from "../deps.ts";
import type { HttpEnv } from "../http/environment.ts";
import type { KeptAnswers } from "../http/kept-answers.ts";
import { dispatch } from "./dispatch.ts";
import { splitFormat } from "./drf/negotiation.ts";
import { answersFor } from "./drf/responses.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";

const PREFIX = "/api/v1/";

type Found = { endpoint: Endpoint; params: Readonly<Record<string, string>> };

type Options = { maxBytes: number; kept: KeptAnswers };

/** The old service's paths. One without its final slash answers the same. */
export function mountRest(app: Hono<HttpEnv>, deps: AppDeps, options: Options): void {
  const find = finder(endpoints);
  app.all(`${PREFIX}*`, (c) => {
    const asked = c.req.path;
    const { path, format } = asked.includes(".") ? splitFormat(asked) : { path: asked, format: undefined };
    const found = find(path.slice(PREFIX.length, path.endsWith("/") ? -1 : undefined));
    if (found) return dispatch(c, { ...found, format, core: deps.core(), ...options });
    const facts = c.get("facts");
    facts.answered = true;
    return answersFor({ lang: facts.language, methods: [], headers: facts.headers }).notFound();
  });
  app.all("/api/*", (c) => {
    throw new PeproError("not_found", { entity: "path", id: c.req.path });
  });
}

/** Fixed paths by name, the others by pattern. A parameter is one segment without a dot, as it was. */
function finder(all: readonly Endpoint[]): (path: string) => Found | undefined {
  const fixed = new Map(all.filter(({ path }) => !path.includes("{")).map((endpoint) => [endpoint.path, endpoint]));
  const patterns = all
    .filter(({ path }) => path.includes("{"))
    .map((endpoint) => ({
      endpoint,
      pattern: new RegExp(`^${endpoint.path.replace(/\{(\w+)\}/g, "(?<$1>[^/.]+)")}$`),
    }));
  return (path) => {
    const known = fixed.get(path);
    if (known) return { endpoint: known, params: {} };
    for (const { endpoint, pattern } of patterns) {
      const match = pattern.exec(path);
      if (match) return { endpoint, params: { ...match.groups } };
    }
    return undefined;
  };
}
