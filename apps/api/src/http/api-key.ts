import { PeproError } from "@pepro/contracts";
import { type Actor, type Core, isKeyLike, scopeOfHost } from "@pepro/core";
import type { Context } from "hono";
import type { Credentials } from "../rest/drf/bearer.ts";
import type { HttpEnv } from "./environment.ts";

/** The API key of a request: `Authorization: Bearer pepro_…`, or without an `Authorization` of its own `X-API-Key`. */
export function keyIn(c: Context<HttpEnv>, credentials: Credentials): string | undefined {
  if (credentials.kind === "token") return isKeyLike(credentials.token) ? credentials.token : undefined;
  return credentials.kind === "none" ? c.get("facts").header("x-api-key") : undefined;
}

/**
 * Who a key is. A school's key counts on that school's hosts alone: not on the main host, whatever school a header of
 * old clients chooses there.
 * @throws PeproError `api_key_invalid`
 */
export async function keyActor(c: Context<HttpEnv>, core: Core, key: string): Promise<Actor> {
  const { target } = c.get("facts");
  const isBorrowed = target?.kind === "tenant" && core.config.mainHosts.includes(target.host);
  if (isBorrowed) throw new PeproError("api_key_invalid", {});
  return core.auth.actorOfKey(scopeOfHost(target?.kind === "tenant" ? target.tenant : undefined), key);
}
