import { PeproError } from "@pepro/contracts";
import { type Actor, type Core, currentSession, execute, IMPERSONATION_PATH, scopeOfHost } from "@pepro/core";
import type { Context } from "hono";
import { html } from "hono/html";
import { tenantOf } from "../../http/actor.ts";
import type { HttpEnv } from "../../http/environment.ts";
import { readSessionCookie } from "../../http/session-cookie.ts";
import { PRIVATE } from "./page.ts";
import { filled, pageTexts } from "./texts.ts";

export const END_PATH = `${IMPERSONATION_PATH}/end`;

/** Whoever a visitor's cookie says they are, when that is somebody else than who they really are. */
export async function impersonatingActor(c: Context<HttpEnv>, core: () => Core): Promise<Actor | undefined> {
  const tenant = tenantOf(c);
  const facts = c.get("facts");
  const token = tenant && facts.header("cookie") !== undefined ? readSessionCookie(c) : undefined;
  if (token === undefined) return undefined;
  const actor = await core().auth.actorOfSession(scopeOfHost(tenant), token);
  if (actor?.kind !== "member" || !actor.impersonator) return undefined;
  facts.actor = actor;
  return actor;
}

/** Above a school's page: who acts as whom, until when, and the way out. Nothing for whoever is themselves. */
export async function impersonationBanner(c: Context<HttpEnv>, core: () => Core) {
  const actor = await impersonatingActor(c, core);
  if (!actor) return undefined;
  const tenant = tenantOf(c);
  const { language, meta, headers } = c.get("facts");
  const session = await execute(core(), currentSession, { actor, tenant, meta }, undefined);
  if (!session?.impersonation) throw new PeproError("user_not_found", {});
  const { user, impersonation } = session;
  const t = pageTexts(language);
  const until = new Date(impersonation.until);
  const zone = { timeStyle: "short", timeZone: tenant?.settings.timezone ?? "Europe/Paris" } as const;
  const time = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", zone).format(until);
  for (const [name, value] of Object.entries(PRIVATE)) headers[name.toLowerCase()] = value;
  return html`<section class="banner" aria-label="${t.actingLabel}"><div>
    <p><strong>${filled(t.actingAs, { name: user.fullName, email: user.email })}</strong></p>
    <p>${filled(t.actingBy, { by: impersonation.by })} <time datetime="${until.toISOString()}">${filled(t.actingUntil, { time })}</time></p>
    </div><form method="post" action="${END_PATH}"><button type="submit">${t.leave}</button></form></section>`;
}
