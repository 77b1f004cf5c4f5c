import type { Core, ResolvedTenant } from "@pepro/core";
import type { Context } from "hono";
import type { AppDeps } from "../deps.ts";
import type { HttpEnv, RequestFacts } from "./environment.ts";

type Kept = { headers: Record<string, string>; body: string };

/**
 * Public answers that depend on a school alone, such as its theme, kept as they were sent.
 *
 * They hang on the very object that the host resolved to: a change of the school replaces that object in every process,
 * and its answers are gone with it. Only requests that ask for nothing of their own get one.
 */
export type KeptAnswers = {
  find(c: Context<HttpEnv>, facts: RequestFacts): Response | undefined;
  keep(c: Context<HttpEnv>, facts: RequestFacts, response: Response): Promise<void>;
};

/** Headers that can change who asks, from where, or the form of the answer. */
const PERSONAL = ["authorization", "origin", "accept", "sec-fetch-site"];
const PLAIN_ACCEPT = [undefined, "*/*", "application/json"];

/** A path has endless other spellings, by percent signs or a fragment: none of them takes room of its own. */
const PLAIN_PATH = /^[\w/.-]+$/;

export function keepAnswers({ core, accessLog }: Pick<AppDeps, "core" | "accessLog">): KeptAnswers {
  const answers = new WeakMap<ResolvedTenant, Map<string, Kept>>();
  const paths = new Set<string>();

  return {
    find: (c, facts) => {
      const path = pathOf(c.req.url);
      if (!paths.has(path) || c.req.method !== "GET" || !isPlain(facts)) return undefined;
      const target = peek(core, facts.host);
      const kept = target && answers.get(target)?.get(keyOf(path, facts));
      if (!kept) return undefined;
      accessLog()?.touch(target.id);
      facts.target = { kind: "tenant", host: facts.host ?? "", tenant: target };
      facts.actor = { kind: "anonymous" };
      return new Response(kept.body, {
        status: 200,
        headers: { ...kept.headers, "x-request-id": facts.meta.requestId },
      });
    },
    keep: async (c, facts, response) => {
      const { target } = facts;
      const path = pathOf(c.req.url);
      const isOwnHost = target?.kind === "tenant" && facts.header("x-tenant-subdomain") === undefined;
      if (!isOwnHost || !PLAIN_PATH.test(path) || c.req.method !== "GET" || response.status !== 200 || !isPlain(facts))
        return;
      const body = await response.clone().text();
      const own = answers.get(target.tenant) ?? new Map<string, Kept>();
      own.set(keyOf(path, facts), { headers: Object.fromEntries(response.headers), body });
      answers.set(target.tenant, own);
      paths.add(path);
    },
  };
}

function isPlain({ header }: RequestFacts): boolean {
  return PERSONAL.every((name) =>
    name === "accept" ? PLAIN_ACCEPT.includes(header(name)) : header(name) === undefined,
  );
}

function keyOf(path: string, { language }: RequestFacts): string {
  return language + path;
}

function pathOf(url: string): string {
  return url.slice(url.indexOf("/", 8));
}

function peek(core: () => Core, host: string | null): ResolvedTenant | undefined {
  try {
    return host === null ? undefined : core().resolver.peek(host);
  } catch {
    return undefined;
  }
}
