import { createMiddleware } from "hono/factory";
import ipaddr from "ipaddr.js";
import type { AppDeps } from "../deps.ts";
import { languageOf } from "../rest/drf/language.ts";
import type { HttpEnv } from "./environment.ts";

/** Request id, language, and who really asked: forwarded headers count only from a trusted proxy. */
export function forwarded({ trustedProxies }: Pick<AppDeps, "trustedProxies">) {
  const ranges = trustedProxies.map(rangeOf);
  const isTrusted = (address: string | undefined): boolean => {
    if (address === undefined || !ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
  };

  return createMiddleware<HttpEnv>(async (c, next) => {
    const peer = c.env?.remoteAddress;
    const vouched = isTrusted(peer);
    const header = (name: string) => (vouched ? c.req.header(name) : undefined);
    const url = new URL(c.req.url);
    const scheme = lastOf(header("x-forwarded-proto")) ?? url.protocol.replace(":", "");
    c.set("origin", {
      host: lastOf(header("x-forwarded-host")) ?? c.req.header("host") ?? url.host,
      scheme: scheme === "https" ? "https" : "http",
    });
    const hops = header("x-forwarded-for")
      ?.split(",")
      .map((hop) => hop.trim());
    const client = hops?.findLast((hop) => !isTrusted(hop)) ?? peer ?? null;
    c.set("meta", {
      requestId: requestIdOf(header("x-request-id")),
      ipAddress: client !== null && ipaddr.isValid(client) ? ipaddr.process(client).toString() : null,
      userAgent: c.req.header("user-agent")?.slice(0, 500) ?? null,
    });
    c.set("language", languageOf(c.req.header("accept-language") ?? null));
    await next();
  });
}

function rangeOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function lastOf(list: string | undefined): string | undefined {
  return list?.split(",").at(-1)?.trim() || undefined;
}

/** A proxy's own id is kept when it is one that can be printed safely. */
function requestIdOf(given: string | undefined): string {
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}
