import type { Log } from "@pepro/core";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppDeps } from "../deps.ts";
import { languageOf } from "../rest/drf/language.ts";
import type { HttpEnv, RequestFacts } from "./environment.ts";
import type { KeptAnswers } from "./kept-answers.ts";
import { type ProxyTrust, proxyTrust } from "./proxy-trust.ts";
import { SECURE_HEADERS } from "./secure-headers.ts";

/**
 * Every request's first and last step: who really asked, its id, the headers of its answer, and one log line.
 *
 * Answers are built once with all their headers: changing a response afterwards costs as much as the rest of a cached one.
 */
export function entry({ trustedProxies, log }: Pick<AppDeps, "trustedProxies" | "log">, kept: KeptAnswers) {
  const trust = proxyTrust(trustedProxies);
  return createMiddleware<HttpEnv>(async (c, next) => {
    const started = performance.now();
    const facts = factsOf(c, trust);
    const answer = kept.find(c, facts);
    if (answer) c.res = answer;
    else {
      c.set("facts", facts);
      await next();
      if (!facts.answered) complete(c.res.headers, facts.headers);
    }
    writeLine(log, c, facts, performance.now() - started);
  });
}

function factsOf(c: Context<HttpEnv>, trust: ProxyTrust): RequestFacts {
  const { remoteAddress: peer, header = (name: string) => c.req.header(name) } = c.env ?? {};
  const vouched = trust.vouchesFor(peer) ? header : NOTHING;
  const requestId = requestIdOf(vouched("x-request-id"));
  const scheme = lastOf(vouched("x-forwarded-proto")) ?? (c.req.url.startsWith("https:") ? "https" : "http");
  return {
    meta: {
      requestId,
      ipAddress: trust.clientOf(vouched("x-forwarded-for"), peer),
      userAgent: header("user-agent")?.slice(0, 500) ?? null,
    },
    header,
    language: languageOf(header("accept-language") ?? null),
    host: lastOf(vouched("x-forwarded-host")) ?? header("host") ?? new URL(c.req.url).host,
    scheme: scheme === "https" ? "https" : "http",
    target: undefined,
    actor: undefined,
    headers: { ...SECURE_HEADERS, "x-request-id": requestId },
    answered: false,
  };
}

const NOTHING = (): undefined => undefined;

/** What an answer varies by adds up; every other header is ours to say. */
function complete(headers: Headers, own: RequestFacts["headers"]): void {
  for (const name in own) {
    if (name === "vary") headers.append(name, own[name] ?? "");
    else headers.set(name, own[name] ?? "");
  }
}

function writeLine(log: Log, c: Context<HttpEnv>, facts: RequestFacts, ms: number): void {
  const { target, actor } = facts;
  log.info("request", {
    requestId: facts.meta.requestId,
    method: c.req.method,
    host: facts.host,
    path: c.req.path,
    status: c.res.status,
    ms: Math.round(ms * 10) / 10,
    tenant: target?.kind === "tenant" ? target.tenant.schema : null,
    actor: actor && "userId" in actor ? `${actor.kind}:${actor.userId}` : (actor?.kind ?? null),
    ip: facts.meta.ipAddress,
  });
}

function lastOf(list: string | undefined): string | undefined {
  return list?.split(",").at(-1)?.trim() || undefined;
}

/** A proxy's own id is kept when it is one that can be printed safely. */
function requestIdOf(given: string | undefined): string {
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}
