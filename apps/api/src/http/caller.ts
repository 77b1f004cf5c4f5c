import type { Language } from "@pepro/contracts";
import type { RequestMeta } from "@pepro/core";
import type { Connection } from "../deps.ts";
import { languageOf } from "../rest/drf/language.ts";
import { proxyTrust } from "./proxy-trust.ts";
import { countedIds } from "./request-id.ts";

/** Who asks, from where, and for which host: what a request says before any school is looked for. */
export type Caller = {
  meta: RequestMeta;
  /** A header of the request, by its lower-case name. */
  header(name: string): string | undefined;
  language: Language;
  /** The host and scheme the client used, as far as a trusted proxy vouches for them. */
  host: string | null;
  scheme: "http" | "https";
};

export type CallerOf = (request: Pick<Request, "url" | "headers">, connection: Connection | undefined) => Caller;

/** @param trustedProxies addresses and ranges whose forwarded headers count. */
export function callers(trustedProxies: readonly string[]): CallerOf {
  const trust = proxyTrust(trustedProxies);
  const nextId = countedIds();
  return (request, connection) => {
    const peer = connection?.remoteAddress;
    const header = connection?.header ?? ((name: string) => request.headers.get(name) ?? undefined);
    const vouched = trust.vouchesFor(peer) ? header : NOTHING;
    const scheme = lastOf(vouched("x-forwarded-proto")) ?? (request.url.startsWith("https:") ? "https" : "http");
    return {
      meta: {
        requestId: printable(vouched("x-request-id")) ?? nextId(),
        ipAddress: trust.clientOf(vouched("x-forwarded-for"), peer),
        userAgent: header("user-agent")?.slice(0, 500) ?? null,
      },
      header,
      language: languageOf(header("accept-language") ?? null),
      host: lastOf(vouched("x-forwarded-host")) ?? header("host") ?? new URL(request.url).host,
      scheme: scheme === "https" ? "https" : "http",
    };
  };
}

const NOTHING = (): undefined => undefined;

function lastOf(list: string | undefined): string | undefined {
  return list?.split(",").at(-1)?.trim() || undefined;
}

/** A proxy's own id is kept when it is one that can be printed safely. */
function printable(id: string | undefined): string | undefined {
  return id && /^[\w-]{8,64}$/.test(id) ? id : undefined;
}
