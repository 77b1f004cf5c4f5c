import { execute, type Place, type UseCase } from "@pepro/core";
import type { Context, Handler } from "hono";
import type * as z from "zod";
import type { AppDeps } from "../deps.ts";
import { actorOf, tenantOf } from "./actor.ts";
import type { HttpEnv } from "./environment.ts";

/**
 * A Hono handler that runs a use case: its permission, its input, its transaction and its audit entry come with it.
 *
 * @param inputOf reads the use case's input out of the request; parsing it is the executor's work.
 * @example app.get("/api/v2/notices", route(deps, listNotices, (c) => ({ page: Number(c.req.query("page") ?? 1) })));
 */
export function route<Input extends z.ZodType, Output, On extends Place>(
  { core }: Pick<AppDeps, "core">,
  useCase: UseCase<Input, Output, On>,
  inputOf: (c: Context<HttpEnv>) => unknown,
): Handler<HttpEnv> {
  return async (c) => {
    const actor = await actorOf(c, core());
    const call = { actor, tenant: tenantOf(c), meta: c.get("facts").meta };
    const output = await execute(core(), useCase, call, await inputOf(c));
    const facts = c.get("facts");
    facts.answered = true;
    facts.headers["content-type"] = "application/json";
    return new Response(JSON.stringify(output ?? null), { headers: facts.headers });
  };
}
