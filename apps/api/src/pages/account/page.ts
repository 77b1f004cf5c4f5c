import { ERROR_TABLE, type ErrorFields, issueText, type PeproError } from "@pepro/contracts";
import { themeOf } from "@pepro/core";
import type { Context } from "hono";
import { html } from "hono/html";
import { tenantOf } from "../../http/actor.ts";
import type { HttpEnv } from "../../http/environment.ts";
import { retryHeaders, textOf } from "../../http/respond.ts";
import { layout } from "../layout.ts";

type Html = ReturnType<typeof html>;

/**
 * Never stored, and its address, which may hold a secret, is told to nobody else. Under `no-referrer` browsers would send
 * the page's own form without its origin (Fetch, "append a request Origin header"), and it would be refused.
 */
export const PRIVATE = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };

/** A page about somebody's account, in the school's colours where there is a school. */
export function accountPage(c: Context<HttpEnv>, title: string, body: Html, fault?: PeproError): Response {
  const tenant = tenantOf(c);
  const facts = c.get("facts");
  const { language } = facts;
  const theme = tenant && themeOf(tenant);
  const page = layout({ language, title, body: html`<h1>${title}</h1>${body}`, ...(theme && { theme }) });
  Object.assign(facts.headers, lowerCased({ ...PRIVATE, ...(fault && retryHeaders(fault)) }));
  facts.answered = true;
  return new Response(String(page), {
    status: fault ? ERROR_TABLE[fault.code].http : 200,
    headers: { ...facts.headers, "content-type": "text/html; charset=utf-8" },
  });
}

/** What went wrong, read out at once by a screen reader. */
export function alertOf(c: Context<HttpEnv>, fault: PeproError | undefined): Html | "" {
  return fault ? html`<p role="alert" id="fault"><strong>${sentenceOf(c, fault)}</strong></p>` : "";
}

/** Points a field at what is wrong with it. */
export function faultyField(fault: PeproError | undefined): Html | "" {
  return fault ? html` aria-invalid="true" aria-describedby="fault"` : "";
}

function sentenceOf(c: Context<HttpEnv>, fault: PeproError): string {
  const { language } = c.get("facts");
  if (fault.code !== "validation_failed") return textOf(fault, language);
  const { issues } = fault.fields as ErrorFields["validation_failed"];
  return issues.map((issue) => issueText(issue, language)).join(" ");
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
