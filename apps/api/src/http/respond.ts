import { ERROR_TABLE, type Language, messageFor, type PeproError } from "@pepro/contracts";
import type { Context } from "hono";
import { errorPage } from "../pages/error-page.ts";
import { trpcErrorBody } from "../trpc/error.ts";
import type { HttpEnv } from "./environment.ts";

/** An error that no route answered itself, in the form its part of the site speaks. */
export function respondWith(c: Context<HttpEnv>, fault: PeproError): Response {
  const status = ERROR_TABLE[fault.code].http;
  const { language, meta } = c.get("facts");
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
  return new Response(errorPage({ status, message, language, requestId: meta.requestId }), {
    status,
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8" },
  });
}

export function textOf(fault: PeproError, language: Language): string {
  return messageFor(fault.code, language, fault.fields) ?? fault.code;
}

export function retryHeaders(fault: PeproError): Record<string, string> {
  return "retryAfterSeconds" in fault.fields ? { "Retry-After": String(fault.fields.retryAfterSeconds) } : {};
}
