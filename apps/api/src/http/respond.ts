import { ERROR_TABLE, type Language, messageFor, type PeproError } from "@pepro/contracts";
import { themeOf } from "@pepro/core";
import type { Context } from "hono";
import { errorPage } from "../pages/error-page.ts";
import { trpcErrorBody } from "../trpc/error.ts";
import type { HttpEnv } from "./environment.ts";

/** An error that no route answered itself, in the form its part of the site speaks. */
export function respondWith(c: Context<HttpEnv>, fault: PeproError): Response {
  const status = ERROR_TABLE[fault.code].http;
  const { language, meta, target } = c.get("facts");
  const message = textOf(fault, language);
  const headers = retryHeaders(fault);
  if (c.req.path.startsWith("/trpc")) {
    return Response.json(trpcErrorBody(fault, language, meta.requestId), { status, headers });
  }
  const isApi = /^\/api(?:\/|$)/.test(c.req.path) || c.req.path === "/openapi.json";
  const accept = c.req.header("accept") ?? "";
  const wantsJson = accept.includes("json") && !accept.includes("text/html");
  if (isApi || wantsJson) {
    const id = status >= 500 ? { id: meta.requestId } : {};
    return Response.json({ detail: message, ...id }, { status, headers });
  }
  const theme = target?.kind === "tenant" ? themeOf(target.tenant) : undefined;
  // Whoever waits for a school sees it come back.
  const reloadAfter = fault.code === "tenant_unavailable" ? retryAfter(fault) : undefined;
  return new Response(errorPage({ status, message, language, requestId: meta.requestId, theme, reloadAfter }), {
    status,
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8" },
  });
}

export function textOf(fault: PeproError, language: Language): string {
  return messageFor(fault.code, language, fault.fields) ?? fault.code;
}

export function retryHeaders(fault: PeproError): Record<string, string> {
  const seconds = retryAfter(fault);
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}

function retryAfter({ fields }: PeproError): number | undefined {
  return "retryAfterSeconds" in fields ? fields.retryAfterSeconds : undefined;
}
