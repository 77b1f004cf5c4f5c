import type { Language } from "@pepro/contracts";
import { ANONYMOUS, type Core, type ResolvedTenant } from "@pepro/core";
import type { Context } from "hono";
import type { AppDeps, Connection } from "../deps.ts";
import type { Caller, CallerOf } from "./caller.ts";
import type { HttpEnv } from "./environment.ts";
import { pathOf } from "./path-of.ts";
import { writeRequestLine } from "./request-line.ts";
import { OWN_HEADERS, ownHeaders } from "./secure-headers.ts";

/**
 * An answer that is there at once: a 200.
 *
 * Its headers are names and values in turn: Node writes such a list far faster than an object of the same headers.
 */
export type Kept = { headers: string[]; body: string };

/** One school's answers by path, a map a language. */
type Own = Record<Language, Map<string, Kept>>;

/**
 * Public answers that depend on a school alone, such as its theme, kept as they were sent.
 *
 * They hang on the very object that the host resolved to: a change of the school replaces that object in every process,
 * and its answers are gone with it. Only requests that ask for nothing of their own get one.
 */
export type KeptAnswers = {
  /**
   * The whole of a request, its log line included, before the application is woken: a context and promises cost more.
   * @param path and query, as the request line has them.
   */
  answer(
    method: string,
    path: string,
    request: Pick<Request, "url" | "headers">,
    connection: Connection | undefined,
  ): Kept | undefined;
  keep(c: Context<HttpEnv>, response: Response): Promise<void>;
};

/** Headers that can change who asks, from where, or the form of the answer. */
const PERSONAL = ["authorization", "x-api-key", "origin", "sec-fetch-site"];
const PLAIN_ACCEPT = [undefined, "*/*", "application/json"];

/** A path has endless other spellings, by percent signs or a fragment: none of them takes room of its own. */
const PLAIN_PATH = /^[\w/.-]+$/;

export function keepAnswers(
  { core, accessLog, log }: Pick<AppDeps, "core" | "accessLog" | "log">,
  callerOf: CallerOf,
): KeptAnswers {
  const answers = new WeakMap<ResolvedTenant, Own>();
  const paths = new Set<string>();

  return {
    answer: (method, path, request, connection) => {
      const started = performance.now();
      if (!paths.has(path) || method !== "GET") return undefined;
      const caller = callerOf(request, connection);
      const tenant = isPlain(caller) ? peek(core, caller.host) : undefined;
      const kept = tenant && answers.get(tenant)?.[caller.language].get(path);
      if (!kept) return undefined;
      accessLog()?.touch(tenant.id);
      const target = { kind: "tenant", host: caller.host ?? "", tenant } as const;
      writeRequestLine(log, { caller, method, path, status: 200, started, target, actor: ANONYMOUS });
      return { headers: kept.headers.concat(ownHeaders(caller)), body: kept.body };
    },
    keep: async (c, response) => {
      const facts = c.get("facts");
      const { target } = facts;
      const path = pathOf(c.req.url);
      const isOwnHost = target?.kind === "tenant" && facts.header("x-tenant-subdomain") === undefined;
      if (!isOwnHost || !PLAIN_PATH.test(path) || c.req.method !== "GET" || response.status !== 200 || !isPlain(facts))
        return;
      const body = await response.clone().text();
      const length = String(new TextEncoder().encode(body).byteLength);
      const shared = [...response.headers].filter(([name]) => !OWN_HEADERS.includes(name) && name !== "content-length");
      const own = answers.get(target.tenant) ?? { fr: new Map(), en: new Map() };
      own[facts.language].set(path, { headers: ["content-length", length, ...shared.flat()], body });
      answers.set(target.tenant, own);
      paths.add(path);
    },
  };
}

function isPlain({ header }: Caller): boolean {
  return PERSONAL.every((name) => header(name) === undefined) && PLAIN_ACCEPT.includes(header("accept"));
}

function peek(core: () => Core, host: string | null): ResolvedTenant | undefined {
  try {
    return host === null ? undefined : core().resolver.peek(host);
  } catch {
    return undefined;
  }
}
