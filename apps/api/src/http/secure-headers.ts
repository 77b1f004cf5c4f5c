import type { Caller } from "./caller.ts";

const PAGE_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' https: data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join("; ");

const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

const HSTS = "strict-transport-security";

/** Headers of one answer alone, which no later request may be given again. */
export const OWN_HEADERS = ["x-request-id", HSTS];

/** The headers of one answer alone, names and values in turn. Over plain HTTP nothing is said of TLS (RFC 6797, 7.2). */
export function ownHeaders({ scheme, meta }: Pick<Caller, "scheme" | "meta">): string[] {
  const own = ["x-request-id", meta.requestId];
  if (scheme === "https") own.push(HSTS, "max-age=15552000; includeSubDomains");
  return own;
}

/**
 * What an answer tells browsers (OWASP REST security cheat sheet), and a page besides (OWASP secure headers project).
 * TLS is required by whoever terminates it. Old browsers, which know no `frame-ancestors`, are told for pages alone.
 *
 * @param path of the request: what is under the API's own paths is data, whatever else is asked may be a page.
 */
export function secureHeaders(path: string, caller: Pick<Caller, "scheme" | "meta">): Record<string, string> {
  const isData = path.startsWith("/api/") || path.startsWith("/trpc/");
  const headers: Record<string, string> = {};
  const own = ownHeaders(caller);
  for (let at = 0; at < own.length; at += 2) headers[own[at] ?? ""] = own[at + 1] ?? "";
  headers["content-security-policy"] = isData ? DATA_POLICY : PAGE_POLICY;
  headers["cross-origin-resource-policy"] = "same-origin";
  headers["x-content-type-options"] = "nosniff";
  if (!isData) {
    headers["cross-origin-opener-policy"] = "same-origin";
    headers["referrer-policy"] = "strict-origin-when-cross-origin";
    headers["x-frame-options"] = "DENY";
  }
  return headers;
}
