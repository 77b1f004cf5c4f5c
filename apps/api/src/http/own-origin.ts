import { normalizeHost, PeproError } from "@pepro/contracts";
import type { Core } from "@pepro/core";
import { createMiddleware } from "hono/factory";
import type { AppDeps } from "../deps.ts";
import type { HttpEnv } from "./environment.ts";

const READS = ["GET", "HEAD", "OPTIONS"];
const METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
const HEADERS = "Authorization, Content-Type, Accept-Language, X-Tenant-Subdomain, trpc-accept, x-trpc-source";

/**
 * CORS for a school's own hosts, and nobody else's. A change that another site's page sends with the visitor's cookies
 * is refused: browsers always name the origin of those.
 */
export function ownOrigin({ core, mainHosts }: Pick<AppDeps, "core" | "mainHosts">) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const origin = c.req.header("origin");
    if (origin === undefined) {
      if (isForeign(c.req.header("sec-fetch-site")) && !READS.includes(c.req.method)) throw refusal("?");
      return next();
    }
    const own = await isOwn(core(), mainHosts, origin, c.var.target);
    if (!own && !READS.includes(c.req.method)) throw refusal(origin);
    if (own && c.req.method === "OPTIONS" && c.req.header("access-control-request-method")) {
      return new Response(null, { status: 204, headers: { ...corsHeaders(origin), ...PREFLIGHT } });
    }
    await next();
    if (own) for (const [name, value] of Object.entries(corsHeaders(origin))) c.res.headers.set(name, value);
    c.res.headers.append("Vary", "Origin");
  });
}

const PREFLIGHT = {
  "Access-Control-Allow-Methods": METHODS,
  "Access-Control-Allow-Headers": HEADERS,
  "Access-Control-Max-Age": "600",
  Vary: "Origin",
};

function corsHeaders(origin: string): Record<string, string> {
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": "X-Request-Id, Retry-After",
  };
}

async function isOwn(
  { resolver }: Core,
  mainHosts: readonly string[],
  origin: string,
  target: HttpEnv["Variables"]["target"],
): Promise<boolean> {
  const host = URL.canParse(origin) ? normalizeHost(new URL(origin).host) : undefined;
  if (host === undefined) return false;
  if (host === target.host) return true;
  if (target.kind === "platform") return mainHosts.includes(host);
  if (mainHosts.includes(host)) return false;
  return (await resolver.directory.resolve(host))?.id === target.tenant.id;
}

function isForeign(site: string | undefined): boolean {
  return site === "cross-site" || site === "same-site";
}

function refusal(origin: string): PeproError {
  return new PeproError("origin_refused", { origin });
}
