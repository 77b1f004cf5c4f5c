import { type Actor, ANONYMOUS, type Core, scopeOfHost } from "@pepro/core";
import type { Context } from "hono";
import { credentialsIn } from "../rest/drf/bearer.ts";
import { isBorrowed, keyActor, keyIn } from "./api-key.ts";
import type { HttpEnv } from "./environment.ts";
import { readSessionCookie } from "./session-cookie.ts";

/** Who a browser or a typed client is: its API key or bearer token, else its session on this host. */
export async function actorOf(c: Context<HttpEnv>, core: Core): Promise<Actor> {
  const scope = scopeOfHost(tenantOf(c));
  const { header } = c.get("facts");
  const credentials = credentialsIn(header("authorization") ?? null);
  const key = keyIn(c, credentials);
  if (key !== undefined) {
    const holder = await keyActor(c, core, key);
    c.get("facts").actor = holder;
    return holder;
  }
  const actor =
    credentials.kind === "token"
      ? await core.auth.tokens.actorOf(scope, credentials.token)
      : await sessionActor(c, core, scope);
  c.get("facts").actor = actor;
  return actor;
}

async function sessionActor(c: Context<HttpEnv>, core: Core, scope: ReturnType<typeof scopeOfHost>): Promise<Actor> {
  const isLookedAt = c.get("facts").header("cookie") !== undefined && !isBorrowed(c, core);
  const token = isLookedAt ? readSessionCookie(c) : undefined;
  return (token && (await core.auth.actorOfSession(scope, token))) || ANONYMOUS;
}

export function tenantOf(c: Context<HttpEnv>) {
  const { target } = c.get("facts");
  return target?.kind === "tenant" ? target.tenant : undefined;
}
