import { isPeproError, PeproError } from "@pepro/contracts";
import { type Actor, ANONYMOUS, type Core, execute, isKeyLike, refuseApiKey, scopeOfHost } from "@pepro/core";
import type { Context } from "hono";
import type { Credentials } from "../rest/drf/bearer.ts";
import type { HttpEnv } from "./environment.ts";

/** The API key of a request: `Authorization: Bearer pepro_…`, or without an `Authorization` of its own `X-API-Key`. */
export function keyIn(c: Context<HttpEnv>, credentials: Credentials): string | undefined {
  if (credentials.kind === "token") return isKeyLike(credentials.token) ? credentials.token : undefined;
  return credentials.kind === "none" ? c.get("facts").header("x-api-key") : undefined;
}

/** Whether an old client's header chose the school, on a host that is not its own. */
export function isBorrowed(c: Context<HttpEnv>, { config }: Pick<Core, "config">): boolean {
  const { target } = c.get("facts");
  return target?.kind === "tenant" && config.mainHosts.includes(target.host);
}

/**
 * Who a key is. A school's key counts on that school's hosts alone: not on the main host, whatever school a header of
 * old clients chooses there.
 * @throws PeproError `api_key_invalid`, `too_many_attempts`
 */
export async function keyActor(c: Context<HttpEnv>, core: Core, key: string): Promise<Actor> {
  const { target, meta } = c.get("facts");
  const tenant = target?.kind === "tenant" ? target.tenant : undefined;
  try {
    if (isBorrowed(c, core)) throw new PeproError("api_key_invalid", {});
    return await core.auth.actorOfKey(scopeOfHost(tenant), key);
  } catch (error) {
    if (!isPeproError(error, "api_key_invalid")) throw error;
    return execute(core, refuseApiKey, { actor: ANONYMOUS, tenant, meta }, { secret: key });
  }
}
