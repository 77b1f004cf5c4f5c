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

/**
 * What an answer tells browsers (OWASP REST security cheat sheet), and a page besides (OWASP secure headers project).
 * TLS is required by whoever terminates it.
 *
 * Written out, because spreading one constant object into another costs more than the rest of a kept answer.
 * @param path of the request: what is under the API's own paths is data, whatever else is asked may be a page.
 */
export function secureHeaders(path: string, requestId: string): Record<string, string> {
  const isData = path.startsWith("/api/") || path.startsWith("/trpc/");
  const headers: Record<string, string> = {
    "content-security-policy": isData ? DATA_POLICY : PAGE_POLICY,
    "cross-origin-resource-policy": "same-origin",
    "strict-transport-security": "max-age=15552000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-request-id": requestId,
  };
  if (!isData) {
    headers["cross-origin-opener-policy"] = "same-origin";
    headers["referrer-policy"] = "strict-origin-when-cross-origin";
  }
  return headers;
}
