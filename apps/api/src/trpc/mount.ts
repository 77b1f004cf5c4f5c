import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "hono";
import type { AppDeps } from "../deps.ts";
import { actorOf, tenantOf } from "../http/actor.ts";
import type { HttpEnv } from "../http/environment.ts";
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from "../http/session-cookie.ts";
import type { TrpcContext } from "./context.ts";
import { refusalShape } from "./error.ts";
import { appRouter } from "./router.ts";

/** Answers `/trpc/*`. */
export async function answerTrpc(c: Context<HttpEnv>, { core, log, closing }: AppDeps): Promise<Response> {
  const facts = c.get("facts");
  const actor = await actorOf(c, core());
  const context: TrpcContext = {
    core: core(),
    call: { actor, tenant: tenantOf(c), meta: facts.meta },
    language: facts.language,
    log,
    session: {
      token: readSessionCookie(c),
      write: (token, expiresAt) => writeSessionCookie(c, token, expiresAt),
      clear: () => clearSessionCookie(c),
    },
  };
  let refused: TRPCError | undefined;
  const answer = await fetchRequestHandler({
    endpoint: "/trpc",
    req: requestFor(c, closing),
    router: appRouter,
    createContext: () => context,
    maxBatchSize: 20,
    onError: ({ error, ctx }) => {
      if (!ctx) refused = error;
    },
  });
  if (!refused) return c.newResponse(answer.body, answer);
  const { requestId } = facts.meta;
  return Response.json({ error: refusalShape(refused, facts.language, requestId) }, { status: answer.status });
}

/**
 * A stream's request goes without the runtime's own signal, which Deno aborts on success too: a client that leaves is
 * known by its stream being cancelled. The server's stopping ends it, without an end that the client would take for ours.
 */
function requestFor(c: Context<HttpEnv>, closing: AbortSignal | undefined): Request {
  const isStream = c.req.method === "GET" && c.get("facts").header("accept")?.includes("text/event-stream");
  if (!isStream) return c.req.raw;
  return new Request(c.req.url, { headers: c.req.raw.headers, ...(closing && { signal: closing }) });
}
