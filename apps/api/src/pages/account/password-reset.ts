import { DEFAULT_SETTINGS } from "@pepro/contracts";
import { RESET_PATH, requestPasswordReset, resetPassword } from "@pepro/core";
import type { Context, Hono } from "hono";
import { html } from "hono/html";
import type { AppDeps } from "../../deps.ts";
import { tenantOf } from "../../http/actor.ts";
import type { HttpEnv } from "../../http/environment.ts";
import { accountPage, alertOf, faultyField } from "./page.ts";
import { fieldOf, run } from "./run.ts";
import { filled, pageTexts } from "./texts.ts";

type Fault = Parameters<typeof alertOf>[1];

const REQUEST_PATH = "/password-reset";

/** Forgotten passwords, without a line of script: asking for a link, and using it. On every host, for its own people. */
export function mountPasswordReset(app: Hono<HttpEnv>, { core }: Pick<AppDeps, "core">): void {
  app.get(REQUEST_PATH, (c) => requestForm(c));
  app.post(REQUEST_PATH, async (c) => {
    const email = await fieldOf(c, "email");
    const ran = await run(c, core(), requestPasswordReset, { email });
    if (!ran.ok) return requestForm(c, email, ran.fault);
    const t = pageTexts(c.get("facts").language);
    return accountPage(c, t.sent, html`<p role="status">${t.sentWhy}</p>`);
  });
  app.get(RESET_PATH, (c) => passwordForm(c, c.req.query("token") ?? ""));
  app.post(RESET_PATH, async (c) => {
    const token = await fieldOf(c, "token");
    const ran = await run(c, core(), resetPassword, { token, newPassword: await fieldOf(c, "password") });
    if (!ran.ok) return passwordForm(c, token, ran.fault);
    const t = pageTexts(c.get("facts").language);
    const body = html`<p role="status">${t.savedWhy}</p><p><a href="/">${t.toSignIn}</a></p>`;
    return accountPage(c, t.saved, body);
  });
}

function requestForm(c: Context<HttpEnv>, email = "", fault?: Fault): Response {
  const t = pageTexts(c.get("facts").language);
  const body = html`<p>${t.forgottenWhy}</p>${alertOf(c, fault)}
    <form method="post" action="${REQUEST_PATH}">
      <p><label for="email">${t.email}</label><br />
      <input id="email" name="email" type="email" autocomplete="username" required maxlength="254" value="${email}"${faultyField(fault)} /></p>
      <p><button type="submit">${t.send}</button></p>
    </form>`;
  return accountPage(c, t.forgotten, body, fault);
}

function passwordForm(c: Context<HttpEnv>, token: string, fault?: Fault): Response {
  const t = pageTexts(c.get("facts").language);
  const minimum = tenantOf(c)?.settings.passwordMinLength ?? DEFAULT_SETTINGS.passwordMinLength;
  const again = html`<p><a href="${REQUEST_PATH}">${t.again}</a></p>`;
  if (fault?.code === "reset_link_invalid") return accountPage(c, t.choose, html`${alertOf(c, fault)}${again}`, fault);
  const body = html`<p>${t.chooseWhy} ${filled(t.minimum, { minimum })}</p>${alertOf(c, fault)}
    <form method="post" action="${RESET_PATH}">
      <input type="hidden" name="token" value="${token}" />
      <p><label for="password">${t.password}</label><br />
      <input id="password" name="password" type="password" autocomplete="new-password" required minlength="${minimum}" maxlength="1024"${faultyField(fault)} /></p>
      <p><button type="submit">${t.save}</button></p>
    </form>${again}`;
  return accountPage(c, t.choose, body, fault);
}
