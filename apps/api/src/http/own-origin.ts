import { normalizeHost, PeproError } from "@pepro/contracts";
import type { HostTarget, TenantResolver } from "@pepro/core";
import type { Context } from "hono";
import type { HttpEnv, RequestFacts } from "./environment.ts";

const READS = ["GET", "HEAD", "OPTIONS"];

const PREFLIGHT = {
  "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
  "access-control-allow-headers":
    "Authorization, Content-Type, Accept-Language, X-API-Key, X-Tenant-Subdomain, trpc-accept, x-trpc-source",
  "access-control-max-age": "600",
};

/**
 * CORS for a school's own hosts, and nobody else's. A change that another site's page sends with the visitor's cookies
 * is refused: browsers always name the origin of those.
 *
 * @returns the answer to a preflight; undefined when the request goes on.
 * @throws PeproError `origin_refused`
 */
export async function admitOrigin(
  c: Context<HttpEnv>,
  resolver: TenantResolver,
  mainHosts: readonly string[],
  target: HostTarget,
): Promise<Response | undefined> {
  const origin = c.get("facts").header("origin");
  const isRead = READS.includes(c.req.method);
  if (origin === undefined) {
    if (!isRead && isForeign(c.get("facts").header("sec-fetch-site")))
      throw new PeproError("origin_refused", { origin: "?" });
    return undefined;
  }
  const facts = c.get("facts");
  facts.headers.vary = "Origin";
  if (!(await isOwn(resolver, mainHosts, hostOf(origin, facts), target))) {
    if (!isRead) throw new PeproError("origin_refused", { origin });
    return undefined;
  }
  Object.assign(facts.headers, {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": "X-Request-Id, Retry-After",
  });
  const isPreflight =
    c.req.method === "OPTIONS" && c.get("facts").header("access-control-request-method") !== undefined;
  return isPreflight ? new Response(null, { status: 204, headers: PREFLIGHT }) : undefined;
}

/**
 * A page that came without TLS may be anybody's: it speaks for no host that is served with it. Nor does one from another
 * port of the host, where another program may listen: it must be the request's own, or the scheme's.
 */
function hostOf(origin: string, { scheme, host: asked }: Pick<RequestFacts, "scheme" | "host">): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { protocol, host, port } = new URL(origin);
  if (protocol !== "https:" && protocol !== `${scheme}:`) return undefined;
  return port === "" || port === portOf(asked) ? normalizeHost(host) : undefined;
}

function portOf(host: string | null): string | undefined {
  return /:(\d{1,5})$/.exec(host ?? "")?.[1];
}

async function isOwn(
  resolver: TenantResolver,
  mainHosts: readonly string[],
  host: string | undefined,
  target: HostTarget,
): Promise<boolean> {
  if (host === undefined) return false;
  if (host === target.host) return true;
  if (target.kind === "platform") return mainHosts.includes(host);
  if (mainHosts.includes(host)) return false;
  return (await resolver.directory.resolve(host))?.id === target.tenant.id;
}

function isForeign(site: string | undefined): boolean {
  return site === "cross-site" || site === "same-site";
}
