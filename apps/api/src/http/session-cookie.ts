import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { HttpEnv } from "./environment.ts";

/** Host-only by construction: browsers refuse a `__Host-` cookie that names a domain or comes without TLS. */
function cookieName(c: Context<HttpEnv>): string {
  return c.get("facts").scheme === "https" ? "__Host-pepro_session" : "pepro_session";
}

export function readSessionCookie(c: Context<HttpEnv>): string | undefined {
  return getCookie(c, cookieName(c));
}

export function writeSessionCookie(c: Context<HttpEnv>, token: string, expires: Date): void {
  setCookie(c, cookieName(c), token, { ...attributes(c), expires });
}

export function clearSessionCookie(c: Context<HttpEnv>): void {
  deleteCookie(c, cookieName(c), attributes(c));
}

function attributes(c: Context<HttpEnv>) {
  return { path: "/", httpOnly: true, sameSite: "Lax", secure: c.get("facts").scheme === "https" } as const;
}
