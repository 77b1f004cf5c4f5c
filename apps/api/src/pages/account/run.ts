import { isPeproError, PeproError } from "@pepro/contracts";
import { ANONYMOUS, type Core, execute, type Place, type UseCase } from "@pepro/core";
import type { Context } from "hono";
import type * as z from "zod";
import { tenantOf } from "../../http/actor.ts";
import type { HttpEnv } from "../../http/environment.ts";

type Ran<Output> = { ok: true; output: Output } | { ok: false; fault: PeproError };

/** Runs a use case for whoever holds a link; a refusal is something to show. Failures are the caller's, as ever. */
export async function run<Input extends z.ZodType, Output, On extends Place>(
  c: Context<HttpEnv>,
  core: Core,
  useCase: UseCase<Input, Output, On>,
  input: unknown,
): Promise<Ran<Output>> {
  const facts = c.get("facts");
  facts.actor = ANONYMOUS;
  const call = { actor: ANONYMOUS, tenant: tenantOf(c), meta: facts.meta };
  try {
    return { ok: true, output: await execute(core, useCase, call, input) };
  } catch (error) {
    if (isPeproError(error)) return { ok: false, fault: error };
    throw error;
  }
}

/** A field of a form as text; a file is none. @throws PeproError `request_malformed` */
export async function fieldOf(c: Context<HttpEnv>, name: string): Promise<string> {
  const form = await c.req.parseBody().catch((cause: unknown) => {
    throw new PeproError("request_malformed", { reason: "form" }, { cause });
  });
  const value = form[name];
  return typeof value === "string" ? value : "";
}
