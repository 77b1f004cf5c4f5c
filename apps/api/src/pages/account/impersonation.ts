import { execute, IMPERSONATION_PATH, openImpersonation, stopImpersonation, viewImpersonationLink } from "@pepro/core";
import type { Hono } from "hono";
import { html } from "hono/html";
import type { AppDeps } from "../../deps.ts";
import { tenantOf } from "../../http/actor.ts";
import type { HttpEnv } from "../../http/environment.ts";
import { clearSessionCookie, writeSessionCookie } from "../../http/session-cookie.ts";
import { END_PATH, impersonatingActor } from "./impersonated.ts";
import { accountPage, alertOf } from "./page.ts";
import { fieldOf, run } from "./run.ts";
import { filled, pageTexts } from "./texts.ts";

/**
 * Where a super-admin's one-use link leads, on the school's host. Looking at it uses nothing up: mail scanners and
 * browsers look at links in advance.
 */
export function mountImpersonation(app: Hono<HttpEnv>, { core }: Pick<AppDeps, "core">): void {
  app.get(IMPERSONATION_PATH, async (c) => {
    const t = pageTexts(c.get("facts").language);
    const token = c.req.query("token") ?? "";
    const ran = await run(c, core(), viewImpersonationLink, { token });
    if (!ran.ok) return accountPage(c, t.enter, html`${alertOf(c, ran.fault)}`, ran.fault);
    const { userEmail: user, by, reason, minutes } = ran.output;
    const body = html`<p>${filled(t.enterAs, { user, minutes })}</p>
      <p>${filled(t.enterWho, { by })}</p><blockquote>${reason}</blockquote><p>${t.enterNote}</p>
      <form method="post" action="${IMPERSONATION_PATH}">
        <input type="hidden" name="token" value="${token}" />
        <p><button type="submit">${t.enterButton}</button></p>
      </form>`;
    return accountPage(c, t.enter, body);
  });
  app.post(IMPERSONATION_PATH, async (c) => {
    const t = pageTexts(c.get("facts").language);
    const ran = await run(c, core(), openImpersonation, { token: await fieldOf(c, "token") });
    if (!ran.ok) return accountPage(c, t.enter, html`${alertOf(c, ran.fault)}`, ran.fault);
    writeSessionCookie(c, ran.output.sessionToken, ran.output.expiresAt);
    return c.redirect("/", 303);
  });
  // Told in a page: the policy of the pages lets no form lead to another host.
  app.post(END_PATH, async (c) => {
    const actor = await impersonatingActor(c, core);
    const t = pageTexts(c.get("facts").language);
    if (actor) {
      const call = { actor, tenant: tenantOf(c), meta: c.get("facts").meta };
      await execute(core(), stopImpersonation, call, undefined);
      clearSessionCookie(c);
    }
    const { publicUrl } = core().config;
    const body = html`<p role="status">${t.leftWhy}</p><p><a href="${publicUrl}">${t.toPlatform}</a></p>`;
    const page = accountPage(c, t.left, body);
    return c.newResponse(page.body, page);
  });
}
