import type { Context, MiddlewareHandler } from "hono";
import type { AppDeps, Asset } from "../deps.ts";
import type { HttpEnv } from "../http/environment.ts";

/** Paths that are no page of the dashboard, whoever asks for them. */
const OTHERS = /^\/(?:api|trpc|docs|openapi\.json|static|healthz|readyz)(?:\/|$)/;

const FILE = /^\/[\w/-]+\.[\w.-]+$/;

const FOR_EVER = "public, max-age=31536000, immutable";
const FOR_AN_HOUR = "public, max-age=3600";

/**
 * The dashboard, on main hosts alone: its hashed files, and for every other path that a browser asks for its one page,
 * which finds its own way. Where it was not built, and for who asks for no page, everything is as without it.
 */
export function dashboard({ asset }: Pick<AppDeps, "asset">): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const { target, header } = c.get("facts");
    const { path, method } = c.req;
    const isRead = method === "GET" || method === "HEAD";
    if (target?.kind !== "platform" || !isRead || OTHERS.test(path)) return next();
    if (FILE.test(path)) {
      const file = await asset(`admin${path}`);
      if (file) return fileAnswer(c, file, path.startsWith("/assets/") ? FOR_EVER : FOR_AN_HOUR);
    }
    if (path.startsWith("/assets/") || !header("accept")?.includes("text/html")) return next();
    const page = await asset("admin/index.html");
    if (!page) return next();
    return c.body(page.body, 200, { "Content-Type": page.type, "Cache-Control": "no-cache", Vary: "Accept" });
  };
}

function fileAnswer(c: Context<HttpEnv>, { body, type, compressed = {} }: Asset, cacheControl: string): Response {
  const headers = { "Content-Type": type, "Cache-Control": cacheControl, Vary: "Accept-Encoding" };
  const accepted = c.get("facts").header("accept-encoding") ?? "";
  for (const encoding of ["br", "gzip"] as const) {
    const smaller = compressed[encoding];
    if (smaller && accepts(accepted, encoding))
      return c.body(smaller, 200, { ...headers, "Content-Encoding": encoding });
  }
  return c.body(body, 200, headers);
}

/** Whether an Accept-Encoding header names an encoding and does not forbid it. */
function accepts(header: string, encoding: string): boolean {
  return header
    .toLowerCase()
    .split(",")
    .some((part) => {
      const [name, ...parameters] = part.split(";").map((word) => word.trim());
      return name === encoding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    });
}
